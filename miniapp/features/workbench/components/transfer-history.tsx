import { useState } from 'react';
import { listTransfers } from '@shared/leave/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { useApiList } from '@miniapp/client';
import { Cell, CellList, Sheet } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { TransferProgress } from './transfer-progress';

const SHOWN = 5;

/** The last orders of or by this person. */
export function TransferHistory() {
  const now = useNow();
  const [open, setOpen] = useState<string>();
  const orders = useApiList(listTransfers, {}).data?.slice(0, SHOWN) ?? [];
  if (orders.length === 0) return null;
  return (
    <>
      <CellList title="最近的交接">
        {orders.map((order) => (
          <Cell
            key={order.id}
            icon="undo"
            title={`${order.fromName} → ${order.to}`}
            note={friendlyTime(Date.parse(order.createdAt), now)}
            value={order.state === 'done' ? `${order.moved} 件` : '进行中'}
            onPress={() => setOpen(order.id)}
          />
        ))}
      </CellList>
      {open ? (
        <Sheet open title="交接结果" onClose={() => setOpen(undefined)}>
          <TransferProgress id={open} onClose={() => setOpen(undefined)} />
        </Sheet>
      ) : null}
    </>
  );
}
