import { useState } from 'react';
import { type CaseSummary } from '@shared/cases/schemas';
import { toast } from '@miniapp/ui';
import { extend, MOST_SELECTED, NOTHING, onlyShown, selectAll, toggle } from '../model/selection';
import { shiftHeld } from './shift-key';

export interface Ticks {
  /** Those ticked and still on the screen. */
  items: CaseSummary[];
  has: (id: string) => boolean;
  /** With Shift held: everything since the last one. */
  tick: (id: string) => void;
  all: () => void;
  clear: () => void;
}

/** What is ticked of the cases on the screen. */
export function useTicks(shown: readonly CaseSummary[]): Ticks {
  const [kept, setKept] = useState(NOTHING);
  const ids = shown.map(({ id }) => id);
  const selection = onlyShown(kept, ids);
  const put = (next: typeof selection): void => {
    setKept(next);
    if (next.ids.length === MOST_SELECTED && shown.length > MOST_SELECTED)
      toast.info(`一次最多 ${MOST_SELECTED} 件`);
  };
  const byId = new Map(shown.map((item) => [item.id, item]));
  return {
    items: selection.ids.flatMap((id) => byId.get(id) ?? []),
    has: (id) => selection.ids.includes(id),
    tick: (id) => put(shiftHeld() ? extend(selection, id, ids) : toggle(selection, id)),
    all: () => put(selectAll(ids)),
    clear: () => setKept(NOTHING),
  };
}
