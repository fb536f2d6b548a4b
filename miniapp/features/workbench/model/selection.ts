/** What is ticked for a batch, in the order of ticking; `anchor`: where a range begins. */
export interface Selection {
  ids: readonly string[];
  anchor?: string;
}

export const NOTHING: Selection = { ids: [] };
/** As many as one batch takes. */
export const MOST_SELECTED = 50;

const capped = (ids: readonly string[], anchor?: string): Selection => ({
  ids: [...new Set(ids)].slice(0, MOST_SELECTED),
  anchor,
});

export function toggle({ ids }: Selection, id: string): Selection {
  return ids.includes(id)
    ? { ids: ids.filter((other) => other !== id), anchor: id }
    : capped([...ids, id], id);
}

/** Everything between the last one ticked and this one, as they stand on the screen. */
export function extend(selection: Selection, id: string, shown: readonly string[]): Selection {
  const from = shown.indexOf(selection.anchor ?? id);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return toggle(selection, id);
  const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return capped([...selection.ids, ...(from <= to ? between : between.reverse())], selection.anchor ?? id);
}

export const selectAll = (shown: readonly string[]): Selection => capped(shown);

/** Without those that are no longer on the screen: nothing unseen is acted upon. */
export function onlyShown(selection: Selection, shown: readonly string[]): Selection {
  const ids = selection.ids.filter((id) => shown.includes(id));
  return ids.length === selection.ids.length ? selection : { ids, anchor: selection.anchor };
}
