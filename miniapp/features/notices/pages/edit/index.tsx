import { getManagedNotice, NOTICE_WRITERS } from '@shared/notices/contract';
import { useApi, useHasRole } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Page, Skeleton } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ManagedView } from '../../components/managed-view';
import { NoticeForm } from '../../components/notice-form';
import { WritersOnly } from '../../components/writers-only';
import '../../notices.scss';

/** A new notice, or with `?id=` one that is there: to change while it stands, to look at afterwards. */
export default function EditNoticePage() {
  const { id } = useQuery();
  const writes = useHasRole(...NOTICE_WRITERS);
  const query = useApi(
    getManagedNotice,
    { params: { id: id ?? '' } },
    { enabled: writes && id !== undefined },
  );
  return (
    <Page title={id ? '公告' : '写公告'} width="form">
      <WritersOnly to={routes.manageNotices}>
        {id ? (
          <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
            {(notice) => <ManagedView key={notice.version} notice={notice} />}
          </Loaded>
        ) : (
          <NoticeForm />
        )}
      </WritersOnly>
    </Page>
  );
}
