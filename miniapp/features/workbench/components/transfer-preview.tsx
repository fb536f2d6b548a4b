import { type TransferPreview } from '@shared/leave/schemas';
import { Cell, CellList, Empty, View } from '@miniapp/ui';

/** Who would get how many, and where they lie. */
export function TransferPreviewList({ preview }: { preview: TransferPreview }) {
  const { total, capped, coHandled, plan, areas } = preview;
  if (total === 0) return <Empty icon="check-circle" title="手上没有要交接的事" />;
  return (
    <View className="lx-stack" role="status">
      <CellList title={`共 ${total} 件：${areas.map(({ name, count }) => `${name} ${count} 件`).join('，')}`}>
        {plan.map((line) => (
          <Cell
            key={`${line.name}${line.functionName ?? ''}`}
            icon={line.functionName ? 'person' : 'building'}
            title={line.functionName ? `${line.functionName} ${line.name}` : line.name}
            note={`${line.numbers.join('、')}${line.count > line.numbers.length ? ' 等' : ''}`}
            value={`${line.count} 件`}
          />
        ))}
      </CellList>
      {capped ? <View className="lx-small">一次最多交接这么多，剩下的再交接一次。</View> : null}
      {coHandled > 0 ? (
        <View className="lx-small">{`另有协办的 ${coHandled} 件不随之交接，请主办的人安排。`}</View>
      ) : null}
    </View>
  );
}
