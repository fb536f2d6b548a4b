import { ACTION_BODIES } from '@shared/cases/action-bodies';
import { isOpen } from '@shared/cases/statuses';
import { type EventAction, judge } from '@shared/cases/workflow';
import type { Actor } from '@api/http/actor';
import { tallyOf } from '@shared/cases/rates';
import { nextAlert } from './alerts';
import { type CaseDoc, type CaseUpload, type EventDoc, RECENT_EVENTS } from './case.model';
import { describeActor, SYSTEM_ACTOR } from './describe-actor';
import type { Effect, EffectSources } from './effect-types';
import { EFFECTS } from './effects';
import { sealEvent } from './event-hash';
import { partiesOf } from './policy';
import { withWishState } from './wish-effects';
import { newRating, type RatingDoc, roundOf } from './rating.model';

/** One thing somebody did, as the request would have said it; the system only ever closes. */
export type PlayedAct = { atMs: number; requestKey: string | null } & (
  | {
      action: EventAction;
      actor: Actor;
      body: object;
      /** The uploads that `body.uploadIds` names. */
      uploads?: Pick<CaseUpload, 'id' | 'kind' | 'width' | 'height'>[];
    }
  | { action: 'autoClose' }
);

export interface PlayedCase {
  /** As it stands in the database once its events are copied to the log. */
  doc: CaseDoc;
  /** The whole log. */
  events: EventDoc[];
  /** What was rated, each round once. */
  ratings: RatingDoc[];
}

type Said = Pick<
  EventDoc,
  'type' | 'actor' | 'to' | 'text' | 'uploadIds' | 'visibility' | 'data' | 'requestKey'
>;

/**
 * Plays acts on a new case without a database, by the same table, effects and sealing as `actOnCase`. For generated
 * data: the caller answers for the uploads.
 * @param acts in order of time
 * @throws Error when the workflow forbids an act, ZodError when its body is wrong
 */
export async function playCase(
  start: CaseDoc,
  acts: readonly PlayedAct[],
  sources: EffectSources,
): Promise<PlayedCase> {
  const events = [...start.events];
  let doc = start;
  for (const act of acts) {
    const { said, effect, push } =
      act.action === 'autoClose' ? autoClose(act) : await perform(doc, act, sources);
    const at = new Date(act.atMs);
    const caseId = doc._id.toHexString();
    const event = sealEvent({
      _id: `${caseId}:${doc.seq + 1}`,
      caseId,
      seq: doc.seq + 1,
      at,
      from: doc.status,
      prevHash: doc.lastHash,
      ...said,
    });
    events.push(event);
    const { handledBy } = effect;
    doc = {
      ...doc,
      ...effect.set,
      status: said.to,
      open: isOpen(said.to),
      seq: event.seq,
      lastHash: event.hash,
      updatedAt: at,
      version: doc.version + 1,
      uploads: [...doc.uploads, ...push],
      handledBy:
        handledBy && !doc.handledBy.includes(handledBy) ? [...doc.handledBy, handledBy] : doc.handledBy,
    };
    doc = { ...doc, ...withWishState(doc) };
  }
  const { unlogged: _unlogged, ...rest } = doc;
  const alert = events.length > start.events.length ? nextAlert(doc, sources.calendar) : start.alert;
  const given = events.filter(({ type }) => type === 'rate').map((event) => newRating(doc, event));
  const round = roundOf(doc);
  const ratings = tallyOf(given.filter((rating) => rating.round === round));
  const whole = { ...rest, alert, events: events.slice(-RECENT_EVENTS), loggedSeq: doc.seq };
  return {
    doc: given.length > 0 ? { ...whole, ratings: { round, ...ratings } } : whole,
    events,
    ratings: given,
  };
}

interface Performed {
  said: Said;
  effect: Pick<Effect, 'set' | 'handledBy'>;
  push: CaseUpload[];
}

function autoClose({ requestKey, atMs }: PlayedAct): Performed {
  return {
    said: {
      type: 'autoClose',
      actor: SYSTEM_ACTOR,
      to: 'closed',
      text: null,
      uploadIds: [],
      visibility: 'public',
      data: { unrated: true },
      requestKey,
    },
    effect: { set: { closesAt: null, closedAt: new Date(atMs) } },
    push: [],
  };
}

async function perform(
  doc: CaseDoc,
  { action, actor, body, uploads = [], atMs, requestKey }: Extract<PlayedAct, { actor: Actor }>,
  sources: EffectSources,
): Promise<Performed> {
  const parties = partiesOf(actor, doc);
  const verdict = judge(action, doc.status, parties);
  if (!verdict.ok) throw new Error(`${action} in ${doc.status} by ${actor.nickname}: ${verdict.why}`);
  const parsed = ACTION_BODIES[action].parse(body);
  const effect = await EFFECTS[action]({ sources, doc, actor, parties, body: parsed as never, nowMs: atMs });
  return {
    said: {
      type: action,
      actor: describeActor(actor, parties, action),
      to: effect.to,
      text: effect.text ?? null,
      uploadIds: effect.uploads?.ids ?? [],
      visibility: effect.visibility ?? 'public',
      data: effect.data ?? {},
      requestKey,
    },
    effect,
    push: uploads.map((upload) => ({
      ...upload,
      stage: effect.uploads?.stage ?? 'before',
      seq: doc.seq + 1,
      ...(effect.visibility === 'internal' && { internal: true }),
    })),
  };
}
