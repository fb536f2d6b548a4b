import { setTimeout as pause } from 'node:timers/promises';
import { ACTION_BODIES } from '@shared/cases/action-bodies';
import { isOpen } from '@shared/cases/statuses';
import { type EventAction, judge, type Party, type WiredAction } from '@shared/cases/workflow';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { parseInput } from '@api/http/validate';
import { claimUploads, releaseUploads } from '../uploads';
import { nextAlert } from './alerts';
import { endHold } from './clock-effects';
import { checkOrder, marksOf } from './care';
import { type CaseDoc, casesOf, type EventDoc, RECENT_EVENTS, UPLOADS_PER_CASE } from './case.model';
import { describeActor } from './describe-actor';
import { effectSources } from './effect-sources';
import type { Effect } from './effect-types';
import { EFFECTS } from './effects';
import { sealEvent } from './event-hash';
import { flushEvents, flushSoon } from './event-log';
import { findCase } from './find-case';
import { lookBeside } from './beside';
import { inTurn } from './in-turn';
import { addFollower, removeFollower } from './follows';
import { keepRatings, RATING_ACTIONS } from './keep-ratings';
import { makeParts } from './split';
import { whyNot } from './guards';
import { partiesOf, viewerOf } from './policy';
import { withMarks } from './with-marks';
import { nextOpenWish } from './next-wish';
import { withWishState } from './wish-effects';

export interface ActionRequest {
  actor: Actor;
  ref: string;
  action: WiredAction;
  body: unknown;
  ifMatch?: number;
  requestKey: string | null;
  /** Judged to the end, but nothing is written. */
  preview?: boolean;
}

/** The case as it is now, for `current` of a conflict; set by the routes, which know how to present. */
export type PresentCurrent = (doc: CaseDoc) => Promise<unknown>;

/** Without a version the caller leaves the race to us: this often we look again and judge anew. */
const TRIES = 4;
/** Neighbours are asked to rate at the same moment, and none of them stands against the others. */
const RATE_TRIES = 40;
const PAUSE_MS = 10;

/**
 * Carries out one action of the workflow table as a single conditional update: of two at once, one wins, and the other
 * is judged against what the first left.
 * @throws AppError NOT_FOUND, VALIDATION_FAILED, ACTION_NOT_ALLOWED, WRONG_STATE, VERSION_CONFLICT, UPLOAD_NOT_USABLE
 */
export function actOnCase(deps: Deps, request: ActionRequest, present: PresentCurrent): Promise<CaseDoc> {
  const work = () => actOnLatest(deps, request, present);
  return request.action === 'rate' ? inTurn(request.ref, work) : work();
}

async function actOnLatest(deps: Deps, request: ActionRequest, present: PresentCurrent): Promise<CaseDoc> {
  const { actor, action, requestKey } = request;
  for (let attempt = 1; ; attempt += 1) {
    const doc = await findCase(deps.db, request.ref);
    if (!doc || viewerOf(actor, doc) === null) throw new AppError('NOT_FOUND', '没有找到这件事');
    if (requestKey !== null && doc.events.some((event) => event.requestKey === requestKey)) return doc;
    const beside = await lookBeside(deps.db, doc, actor.userId);
    const parties = partiesOf(actor, doc, beside.following);
    const body: { version?: number } = parseInput(ACTION_BODIES[action], request.body, '');
    const verdict = judge(action, doc.status, parties);
    if (!verdict.ok && verdict.why === 'not-allowed') throw new AppError('ACTION_NOT_ALLOWED');
    const version = request.ifMatch ?? body.version;
    if (version !== undefined && version !== doc.version)
      throw new AppError('VERSION_CONFLICT', undefined, { current: await present(doc) });
    if (!verdict.ok) throw await wrongState(deps, doc, action, present);
    const objection = whyNot(action, { doc, actor, ...beside, nowMs: deps.clock() });
    if (objection) throw new AppError('WRONG_STATE', objection, { current: await present(doc) });
    if (action === 'follow' || action === 'unfollow') {
      await (action === 'follow' ? addFollower : removeFollower)(deps, doc, actor.userId);
      return (await findCase(deps.db, request.ref)) ?? doc;
    }
    const effect = await EFFECTS[action]({
      sources: effectSources(deps),
      doc,
      actor,
      parties,
      body: body as never,
      nowMs: deps.clock(),
    });
    if (request.preview) return doc;
    const updated = await apply(deps, doc, withClock(deps, doc, effect), actor, parties, action, requestKey);
    if (updated?.partsPending) await makeParts(deps, updated);
    if (updated && RATING_ACTIONS.has(action)) {
      await keepRatings(deps.db, updated);
      return (await findCase(deps.db, request.ref)) ?? updated;
    }
    if (updated) return updated;
    if (action === 'rate') await pause(Math.random() * PAUSE_MS * attempt);
    if (attempt >= (action === 'rate' ? RATE_TRIES : TRIES)) {
      const latest = await findCase(deps.db, request.ref);
      throw new AppError('VERSION_CONFLICT', undefined, {
        current: latest ? await present(latest) : undefined,
      });
    }
  }
}

/** Who comes too late for a wish is told so, and of another one. */
async function wrongState(
  deps: Deps,
  doc: CaseDoc,
  action: WiredAction,
  present: PresentCurrent,
): Promise<AppError> {
  const current = await present(doc);
  if (action !== 'claim') return new AppError('WRONG_STATE', undefined, { current });
  const next = await nextOpenWish(deps, doc);
  const words = doc.wish?.claim ? '这个心愿刚刚被别人认领了' : '这个心愿现在不能认领';
  return new AppError('WRONG_STATE', `${words}${next ? '，还有别的心愿在等您' : ''}`, { current, next });
}

/** A hold ends with the handling it belongs to, whatever ended that. */
function withClock(deps: Deps, doc: CaseDoc, effect: Effect): Effect {
  if (!doc.hold || effect.to === 'handling' || 'hold' in effect.set) return effect;
  return { ...effect, set: { ...endHold(doc, deps, deps.clock()), ...effect.set } };
}

async function apply(
  deps: Deps,
  doc: CaseDoc,
  effect: Effect,
  actor: Actor,
  parties: ReadonlySet<Party>,
  action: EventAction,
  requestKey: string | null,
): Promise<CaseDoc | null> {
  const caseId = doc._id.toHexString();
  const ids = effect.uploads?.ids ?? [];
  if (doc.uploads.length + ids.length > UPLOADS_PER_CASE)
    throw new AppError('UPLOAD_NOT_USABLE', `一件事最多 ${UPLOADS_PER_CASE} 个照片、视频和录音`);
  const uploads = await claimUploads(deps, {
    ownerId: actor.userId,
    ids,
    caseId,
    visibility: effect.uploads?.visibility ?? doc.visibility,
    voice: effect.uploads?.stage === 'before',
  });
  const updated = await writeEvent(
    deps,
    doc,
    {
      type: action,
      actor: describeActor(actor, parties, action),
      to: effect.to,
      text: effect.text ?? null,
      uploadIds: ids,
      visibility: effect.visibility ?? 'public',
      data: effect.data ?? {},
      requestKey,
    },
    {
      ...effect,
      push: uploads.map((upload) => ({
        ...upload,
        stage: effect.uploads?.stage ?? 'before',
        seq: doc.seq + 1,
        ...(effect.visibility === 'internal' && { internal: true }),
      })),
    },
  );
  if (!updated) await releaseUploads(deps, caseId, ids);
  return updated;
}

type NewEvent = Pick<
  EventDoc,
  'type' | 'actor' | 'to' | 'text' | 'uploadIds' | 'visibility' | 'data' | 'requestKey'
>;
type Write = Pick<Effect, 'set' | 'handledBy'> & { push?: CaseDoc['uploads'] };

/** Writes an event and what it changes, if the case is still as it was read. @returns null when it is not */
export async function writeEvent(
  deps: Deps,
  doc: CaseDoc,
  said: NewEvent,
  write: Write,
): Promise<CaseDoc | null> {
  const caseId = doc._id.toHexString();
  // The bounded list may only drop events that are safely in the log.
  if (doc.seq - doc.loggedSeq > RECENT_EVENTS - 10) await flushEvents(deps.db, caseId);
  const now = new Date(deps.clock());
  const sealed = sealEvent({
    _id: `${caseId}:${doc.seq + 1}`,
    caseId,
    seq: doc.seq + 1,
    at: now,
    from: doc.status,
    prevHash: doc.lastHash,
    ...said,
  });
  const event: EventDoc = { ...sealed, ...checkOrder(deps, doc.visibility, sealed) };
  const { holding, declined, parts = [] } = write.set;
  const also = [holding?.text, declined?.responsibleBody, ...parts.map(({ text }) => text)];
  const marks = marksOf(deps, doc.visibility, event, write.push ?? [], {
    also: also.flatMap((text) => text ?? []),
  });
  const set = {
    ...write.set,
    ...(Object.keys(marks).length > 0 && withMarks({ ...doc, ...write.set }, marks)),
  };
  Object.assign(set, withWishState({ ...doc, ...set, status: said.to }));
  const next = { ...doc, ...set, status: said.to };
  const updated = (await casesOf(deps.db).collection.findOneAndUpdate(
    {
      _id: doc._id,
      version: doc.version,
      // Marks may have changed without a new version.
      ...(set.careSeq !== undefined && { careSeq: doc.careSeq ?? null }),
    },
    {
      $set: {
        ...set,
        alert: nextAlert(next, deps.calendar),
        status: said.to,
        open: isOpen(said.to),
        seq: event.seq,
        lastHash: event.hash,
        unlogged: true,
        updatedAt: now,
      },
      $inc: { version: 1 },
      $push: {
        events: { $each: [event], $slice: -RECENT_EVENTS },
        ...(write.push?.length && { uploads: { $each: write.push } }),
      },
      ...(write.handledBy && { $addToSet: { handledBy: write.handledBy } }),
    } as object,
    { returnDocument: 'after' },
  )) as CaseDoc | null;
  if (updated) flushSoon(deps, caseId);
  return updated;
}
