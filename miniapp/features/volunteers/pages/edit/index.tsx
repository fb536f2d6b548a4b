import { getActivity, ORGANISERS } from '@shared/activities/contract';
import { useApi } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Page, Skeleton } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ActivityForm } from '../../components/activity-form';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import '../../volunteers.scss';

/** A new activity or series, or with `?id=` one to change. */
export default function EditActivityPage() {
  const { id } = useQuery();
  const query = useApi(getActivity, { params: { id: id ?? '' } }, { enabled: id !== undefined });
  return (
    <Page title={id ? '修改活动' : '发起活动'} width="form">
      <PeopleOnly to={routes.editActivity} note="活动由社区和网格的工作人员发起。" roles={ORGANISERS}>
        {id ? (
          <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
            {(activity) => <ActivityForm key={activity.version} activity={activity} />}
          </Loaded>
        ) : (
          <ActivityForm />
        )}
      </PeopleOnly>
    </Page>
  );
}
