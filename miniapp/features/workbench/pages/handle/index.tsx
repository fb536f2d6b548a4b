import { useQuery } from '@miniapp/platform/navigation';
import { Empty, Page } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { HandlePanel } from '../../components/handle-panel';
import { StaffOnly } from '../../components/staff-only';
import '../../workbench.scss';

/** `?id=` a case by id or number: everything about it, and a form for each thing the person may do. */
export default function HandlePage() {
  const { id } = useQuery();
  return (
    <Page title="处理事项" className="workbench">
      {id ? (
        <StaffOnly to={`${routes.handle}?id=${id}`}>
          <HandlePanel key={id} id={id} />
        </StaffOnly>
      ) : (
        <Empty title="没有找到这件事" note="请从工作台里重新打开。" />
      )}
    </Page>
  );
}
