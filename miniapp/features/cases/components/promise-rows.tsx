import { type CaseView } from '@shared/cases/schemas';
import { friendlyTime, weekdayName } from '@shared/time/shanghai';
import { Cell, CellList, Text } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';

function moment(iso: string, now: number): string {
  const at = Date.parse(iso);
  return `${friendlyTime(at, now)}（${weekdayName(at)}）前`;
}

/** The two promised times. */
export function PromiseRows({ item }: { item: CaseView }) {
  const now = useNow();
  return (
    <CellList label="承诺时间">
      <Cell
        icon="check-circle"
        title="受理"
        value={<Text className="lx-num">{moment(item.deadlines.respondBy, now)}</Text>}
      />
      <Cell
        icon="clock"
        title="答复结果"
        value={<Text className="lx-num">{moment(item.deadlines.resolveBy, now)}</Text>}
      />
    </CellList>
  );
}
