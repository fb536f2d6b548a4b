import { CASE_STATUS_NAMES, stepOf, type CaseStatus } from '@shared/cases/statuses';
import { type CaseSummary, type CaseView } from '@shared/cases/schemas';

/** What has happened to a card since the list was loaded. */
export type Overlay =
  | { kind: 'busy'; becomes: CaseStatus }
  | { kind: 'done'; view: CaseView }
  | { kind: 'refused'; message: string; view: CaseView | null; version: number };

export type Overlays = Readonly<Record<string, Overlay>>;

/** The card as it is shown: hoped-for while the request runs, true afterwards, as before when it was refused. */
export function withOverlay(subject: CaseSummary, overlay: Overlay | undefined): CaseSummary {
  if (!overlay) return subject;
  if (overlay.kind === 'busy') {
    return {
      ...subject,
      status: overlay.becomes,
      statusName: CASE_STATUS_NAMES[overlay.becomes],
      step: stepOf(overlay.becomes),
    };
  }
  return overlay.view ? summaryOf(overlay.view, subject) : subject;
}

/** The fields of a list card, taken from a full view; whatever the list knew besides stays. */
export function summaryOf(view: CaseView, known: CaseSummary): CaseSummary {
  const fresh = Object.keys(known).map((field) => [field, view[field as keyof CaseSummary]]);
  return Object.fromEntries(fresh) as CaseSummary;
}

/** The overlays without those of cards that a reload brought up to date, or that somebody else has moved on since. */
export function settle(overlays: Overlays, loaded: readonly CaseSummary[]): Overlays {
  const versions = new Map(loaded.map(({ id, version }) => [id, version]));
  const kept = Object.entries(overlays).filter(([id, overlay]) => {
    const version = versions.get(id);
    if (version === undefined || overlay.kind === 'busy') return true;
    return overlay.kind === 'done' ? version < overlay.view.version : version <= overlay.version;
  });
  return kept.length === Object.keys(overlays).length ? overlays : Object.fromEntries(kept);
}
