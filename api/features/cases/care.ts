import {
  ADDRESS_ITEM,
  type CareState,
  type ModerationReason,
  photoItem,
  textItem,
  WITHHELD_WORDS,
} from '@shared/moderation/reasons';
import { redactPersonalNumbers } from '@shared/text/redact';
import type { Deps } from '@api/deps';
import type { CaseDoc, CaseUpload, EventDoc } from './case.model';
import type { Viewer } from './policy';

/** How one text or photo of a public case stands; what has no mark is shown as it is. */
export interface CareMark {
  kind: 'text' | 'photo';
  state: CareState;
  /** Who has to judge: the picture check, or a moderator. */
  waits: 'machine' | 'person' | null;
  /** Since when. */
  at: Date;
  /** What speaks against it; a key of FOUND_NAMES. */
  found: string[];
  byResident: boolean;
  /** The words as they were written: also where they are kept a second time (reply, hold) they are known by them. */
  said?: string[];
  /** What the public reads instead. */
  shown?: string;
  reason?: ModerationReason;
  /** The moderator's words to the author. */
  words?: string;
  judgeId?: string;
  /** Why the author asks for a second look; once. */
  asked?: string;
  reports?: number;
  /** What the last one who complained wrote. */
  complaint?: string;
}
export type Care = Record<string, CareMark>;

const WITHHELD: readonly CareState[] = ['pending', 'hidden', 'redacted'];
export const isWithheld = (mark: Pick<CareMark, 'state'> | undefined): boolean =>
  mark !== undefined && WITHHELD.includes(mark.state);

/** Of residents, on one case: more wait for a moderator before anything is added (guards.ts). */
export const PENDING_AT_MOST = 20;
export const pendingTexts = ({ care = {} }: Pick<CaseDoc, 'care'>): number =>
  Object.values(care).filter(
    ({ kind, state, byResident }) => kind === 'text' && state === 'pending' && byResident,
  ).length;

type Careful = Pick<Deps, 'contentCheck' | 'config' | 'clock'>;

/** Who looks at a photo of a public case before the public does; null for nobody. */
function whoLooksAt(kind: CaseUpload['kind'], { contentCheck, config }: Careful): CareMark['waits'] {
  // No machine judges films: one of us has to have seen them.
  if (kind === 'video' || config.content.photoReview === 'manual') return 'person';
  return contentCheck.remote ? 'machine' : null;
}

type Said = Pick<EventDoc, 'type' | 'data' | 'seq' | 'text' | 'visibility' | 'actor'>;

/** What an event says is there for everybody; of a rating only what the reporter wrote (decision 37). */
export const isReadByPublic = ({ type, data, visibility }: Pick<EventDoc, 'type' | 'data' | 'visibility'>) =>
  visibility === 'public' && !(type === 'rate' && data.by === 'follower');

/**
 * Marks for what an event brings, by the rules that need nobody's answer.
 * @param also words it puts on the case beside its own
 */
export function marksOf(
  deps: Careful,
  visibility: CaseDoc['visibility'],
  event: Said,
  uploads: readonly Pick<CaseUpload, 'id' | 'kind'>[],
  { also = [], address = null }: { also?: string[]; address?: string | null } = {},
): Care {
  if (visibility !== 'public' || !isReadByPublic(event)) return {};
  const at = new Date(deps.clock());
  const byResident = event.actor.kind === 'resident';
  const marks: Care = {};
  const look = (item: string, said: string[]) => {
    const verdict = deps.contentCheck.textNow(said.join('\n'));
    if (verdict.suggest !== 'pass')
      marks[item] = {
        kind: 'text',
        state: 'pending',
        waits: 'person',
        at,
        found: verdict.found,
        byResident,
        said,
      };
  };
  look(textItem(event.seq), [...new Set([...(event.text === null ? [] : [event.text]), ...also])]);
  look(ADDRESS_ITEM, address === null ? [] : [address]);
  for (const { id, kind } of uploads) {
    if (kind === 'audio') continue; // never the public's
    const waits = whoLooksAt(kind, deps);
    if (waits)
      marks[photoItem(id)] = { kind: 'photo', state: 'pending', waits, at, found: ['photo'], byResident };
  }
  return marks;
}

/** The order to ask others about an event, when there is somebody to ask and something to ask about. */
export function checkOrder(
  deps: Careful,
  visibility: CaseDoc['visibility'],
  event: Pick<EventDoc, 'type' | 'data' | 'text' | 'visibility' | 'at' | 'uploadIds'>,
): Pick<EventDoc, 'check'> {
  const asked = visibility === 'public' && isReadByPublic(event) && deps.contentCheck.remote !== null;
  return asked && (event.text !== null || event.uploadIds.length > 0)
    ? { check: { at: event.at, tries: 0 } }
    : {};
}

type Cared = Pick<CaseDoc, 'care'>;

/** Staff read everything; the reporter what residents wrote, and what nobody has judged yet. */
function mayRead(mark: CareMark, viewer: Viewer): boolean {
  if (viewer === 'staff') return true;
  return viewer === 'reporter' && (mark.byResident || mark.state === 'pending');
}

/** Words of a case as this viewer reads them. */
export function readWords({ care }: Cared, viewer: Viewer): (text: string) => string {
  const marks = Object.values(care ?? {}).filter((mark) => isWithheld(mark) && !mayRead(mark, viewer));
  const plain = viewer === 'staff' || viewer === 'reporter';
  return (text) => {
    const mark = marks.find(({ said }) => said?.includes(text));
    if (!mark) return plain ? text : redactPersonalNumbers(text);
    if (mark.state === 'redacted') return redactPersonalNumbers(mark.shown ?? '');
    return mark.state === 'hidden' ? WITHHELD_WORDS.hidden : WITHHELD_WORDS.pending;
  };
}

/** Whether the public may not see a photo (yet). */
export const isPhotoWithheld = ({ care }: Cared, id: string): boolean => isWithheld(care?.[photoItem(id)]);

type Told = Pick<CaseDoc, 'care' | 'holding' | 'declined'>;

/** A case with the words its status is told with, as this viewer reads them: before they are cut short or joined. */
export function toldTo<D extends Told>(doc: D, viewer: Viewer): D {
  const read = readWords(doc, viewer);
  const { holding, declined } = doc;
  return {
    ...doc,
    ...(holding && { holding: { ...holding, text: read(holding.text) } }),
    ...(declined && {
      declined: { ...declined, responsibleBody: declined.responsibleBody && read(declined.responsibleBody) },
    }),
  };
}
