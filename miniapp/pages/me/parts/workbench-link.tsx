import { getWorkbenchSummary } from '@shared/cases/contract';
import { useApi, useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, Text } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/** The way to the workbench with what waits there; members of staff only. */
export function WorkbenchLink() {
  const staff = useHasRole();
  const works = useHasRole('grid_worker');
  const reads = useHasRole('dispatcher', 'supervisor', 'admin');
  const summary = useApi(getWorkbenchSummary, {}, { enabled: staff });
  if (!staff) return null;
  const count = (queue: string) => summary.data?.queues.find((entry) => entry.queue === queue)?.count ?? 0;
  const overdue = count('overdue');
  return (
    <>
      <Cell
        icon="briefcase"
        title="工作台"
        note={summary.data ? `待办 ${count('todo')} 件 · 待核实 ${count('verify')} 件` : '受理、办理、核实'}
        value={overdue > 0 ? <Text className="me__overdue">{`超时 ${overdue} 件`}</Text> : undefined}
        onPress={() => void openPage(routes.queue)}
      />
      {works ? (
        <Cell
          icon="map"
          title="走访"
          note="记走访、看周分析和月汇总"
          onPress={() => void openPage(routes.visits)}
        />
      ) : reads ? (
        <Cell
          icon="map"
          title="辖区的走访"
          note="大家走访了哪里，联络员每月去没去"
          onPress={() => void openPage(routes.visitsDesk)}
        />
      ) : null}
      <Cell
        icon="calendar"
        title="请假与交接"
        note="登记请假，把手上的事交给同事"
        onPress={() => void openPage(routes.leave)}
      />
    </>
  );
}
