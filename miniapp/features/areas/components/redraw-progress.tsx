import { getAreaChange, listAreaChanges } from '@shared/area-changes/contract';
import { type AreaChangeView } from '@shared/area-changes/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { useApi, useApiList } from '@miniapp/client';
import { Banner, Card, Cell, CellList, Progress, StatusTag, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { useNow } from '@miniapp/widgets/use-now';

const POLL_MS = 2_000;
const STATES = {
  running: ['正在办', 'working'],
  done: ['完成', 'done'],
  failed: ['没有调整', 'overdue'],
} as const;

/** How far an order has come. */
export function RedrawProgress({ order }: { order: AreaChangeView }) {
  const running = useApi(getAreaChange, { params: { id: order.id } }, { pollMs: POLL_MS });
  const now = running.data ?? order;
  const [words, tone] = STATES[now.state];
  const percent = now.total === 0 ? 100 : Math.round((100 * (now.moved + now.kept)) / now.total);
  return (
    <Card title={now.title} extra={<StatusTag tone={tone}>{words}</StatusTag>}>
      <View className="lx-stack" live="polite">
        {now.failure ? <Banner tone="danger">{now.failure}</Banner> : null}
        {now.state === 'running' ? <Progress percent={percent} label="在办的事" /> : null}
        <View>{`在办的事 ${now.total} 件：${now.moved} 件换了网格或经办人，${now.kept} 件不用动。`}</View>
        {now.state === 'running' ? (
          <View className="lx-small">可以离开这一页，中断了会自己接着办。</View>
        ) : now.moved > 0 ? (
          <View className="lx-small">反映人和新的经办人已收到消息。</View>
        ) : null}
      </View>
    </Card>
  );
}

/** Earlier changes. */
export function RedrawHistory() {
  const query = useApiList(listAreaChanges, { query: { limit: 10 } });
  const now = useNow();
  const items = query.data ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <CellList title="以前的调整">
        {items.map((item) => (
          <Cell
            key={item.id}
            title={item.title}
            note={`${item.by} · ${friendlyTime(Date.parse(item.createdAt), now)} · ${item.failure ?? item.text}`}
            value={<StatusTag tone={STATES[item.state][1]}>{STATES[item.state][0]}</StatusTag>}
          />
        ))}
      </CellList>
      <MoreButton query={query}>更早的调整</MoreButton>
    </>
  );
}
