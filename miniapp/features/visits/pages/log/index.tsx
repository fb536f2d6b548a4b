import { useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList, Empty, Page } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { Log } from '../../components/log';
import { Summary } from '../../components/summary';
import { VisitForm } from '../../components/visit-form';

/** A worker's visits: written down, added up, and what was found reported in one tap. */
export default function VisitsPage() {
  const works = useHasRole('grid_worker');
  const reads = useHasRole('grid_worker', 'dispatcher', 'supervisor', 'admin');
  return (
    <Page title="走访" width="form">
      {works ? (
        <>
          <VisitForm />
          <Summary />
          <Log />
        </>
      ) : (
        <Empty icon="lock" title="走访日志由网格员填写" note="用网格员的账号登录后再来" />
      )}
      {reads ? (
        <CellList label="辖区">
          <Cell
            icon="people"
            title="辖区的走访"
            note="大家走访了哪里，联络员每月去没去"
            onPress={() => void openPage(routes.visitsDesk)}
          />
        </CellList>
      ) : null}
    </Page>
  );
}
