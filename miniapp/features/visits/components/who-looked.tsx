import { useState } from 'react';
import { listVisitLooks, type VisitView } from '@shared/visits/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { useApi } from '@miniapp/client';
import { Button, Cell, CellList, Empty, Sheet } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useNow } from '@miniapp/widgets/use-now';

/** Who has opened what I keep sealed of a visit, and why. */
export function WhoLooked({ item }: { item: VisitView }) {
  const now = useNow();
  const [open, setOpen] = useState(false);
  const query = useApi(listVisitLooks, { params: { id: item.id } }, { enabled: open });
  if (item.people?.length === 0 && !item.note) return null;
  return (
    <>
      <Button kind="ghost" size="small" icon="eye" onPress={() => setOpen(true)}>
        谁看过
      </Button>
      <Sheet open={open} title="谁看过见到谁和情况" onClose={() => setOpen(false)}>
        <Loaded
          query={query}
          isEmpty={({ items }) => items.length === 0}
          empty={<Empty icon="lock" title="还没有人看过" note="别人看时要写明原因，会出现在这里" />}
        >
          {({ items }) => (
            <CellList label="谁看过">
              {items.map(({ id, at, by, purpose }) => (
                <Cell
                  key={id}
                  title={`${by.title}${by.name}`}
                  note={`${friendlyTime(Date.parse(at), now)} · ${purpose}`}
                />
              ))}
            </CellList>
          )}
        </Loaded>
      </Sheet>
    </>
  );
}
