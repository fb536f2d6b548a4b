import { type CaseSummary, type CaseView } from '@shared/cases/schemas';
import { redactPersonalNumbers } from '@shared/text/redact';

/** What the device keeps of a worker's open cases, and as of when. */
export interface KeptWork {
  userId: string;
  at: number;
  items: CaseSummary[];
  views: Record<string, { at: number; view: CaseView }>;
}

export const KEPT_AT_MOST = 50;
const EVENTS_KEPT = 10;
/** Older than this it helps nobody any more. */
const MAX_AGE_MS = 7 * 24 * 3600_000;

/** Without what a lost phone must not tell: who reported it, numbers in the words. Photos' addresses run out anyway. */
function keptSummary(item: CaseSummary): CaseSummary {
  return {
    ...item,
    text: redactPersonalNumbers(item.text),
    plainStatus: redactPersonalNumbers(item.plainStatus),
    addressText: item.addressText && redactPersonalNumbers(item.addressText),
    cover: null,
  };
}

export function keptView(view: CaseView): CaseView {
  const redacted = (text: string | null) => text && redactPersonalNumbers(text);
  return {
    ...view,
    ...keptSummary(view),
    reporter: { name: '离线时不显示', phoneMasked: null, self: false },
    onBehalf: null,
    photos: [],
    rating: null,
    timeline: view.timeline.slice(0, EVENTS_KEPT).map((event) => ({
      ...event,
      who: event.whoRole === 'resident' ? '居民' : event.who,
      text: redacted(event.text),
      photos: [],
    })),
  };
}

/** The list as it is now; details of cases that are no longer on it go. */
export function withItems(
  kept: KeptWork | undefined,
  userId: string,
  items: readonly CaseSummary[],
  at: number,
): KeptWork {
  const old = kept?.userId === userId ? kept.views : {};
  const shown = items.slice(0, KEPT_AT_MOST).map(keptSummary);
  const views = Object.fromEntries(
    shown.flatMap(({ id }) => {
      const known = old[id];
      return known ? [[id, known] as const] : [];
    }),
  );
  return { userId, at, items: shown, views };
}

/** Ids on the list whose details are missing or outdated. */
export function missingViews(kept: KeptWork): string[] {
  return kept.items.filter(({ id, version }) => kept.views[id]?.view.version !== version).map(({ id }) => id);
}

export function withView(kept: KeptWork, view: CaseView, at: number): KeptWork {
  if (!kept.items.some(({ id }) => id === view.id)) return kept;
  return { ...kept, views: { ...kept.views, [view.id]: { at, view: keptView(view) } } };
}

/** What may be shown to this person now. */
export function usable(
  kept: KeptWork | undefined,
  userId: string | undefined,
  now: number,
): KeptWork | undefined {
  return kept && kept.userId === userId && now - kept.at < MAX_AGE_MS ? kept : undefined;
}
