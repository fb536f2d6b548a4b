import { getTransfer, listTransferItems } from '@shared/leave/contract';
import { useApi, useApiList } from '@miniapp/client';
import { Button, Cell, CellList, Progress, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';

const POLL_MS = 1500;

/** How far an order has come, and in the end what became of each case. */
export function TransferProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const running = useApi(getTransfer, { params: { id } }, { pollMs: POLL_MS });
  return (
    <Loaded query={running} skeleton={<Skeleton rows={2} />}>
      {({ state, total, moved, skipped, to }) => {
        const done = moved + skipped;
        return (
          <View className="lx-stack">
            <View className="lx-title" live="polite">
              {state === 'done' ? `已交接 ${moved} 件` : `正在交接，${done} / ${total}`}
            </View>
            <View className="lx-small">{`交给：${to}${skipped > 0 ? `；${skipped} 件没有交接` : ''}`}</View>
            {state === 'done' ? (
              <TransferResults id={id} />
            ) : (
              <>
                <Progress label="交接进度" percent={total > 0 ? Math.round((100 * done) / total) : 0} />
                <View className="lx-caption">可以离开这一页，交接会接着做完。</View>
              </>
            )}
            <Button kind="secondary" onPress={onClose}>
              {state === 'done' ? '好的' : '收起'}
            </Button>
          </View>
        );
      }}
    </Loaded>
  );
}

function TransferResults({ id }: { id: string }) {
  const items = useApiList(listTransferItems, { params: { id } });
  return (
    <>
      <CellList label="逐件结果">
        {(items.data ?? []).map((item) => (
          <Cell
            key={item.caseId}
            icon={item.state === 'moved' ? 'check-circle' : 'info'}
            title={item.number}
            note={item.state === 'moved' ? `改由 ${item.to ?? ''} 办理` : (item.detail ?? '')}
          />
        ))}
      </CellList>
      <MoreButton query={items}>再看更多</MoreButton>
    </>
  );
}
