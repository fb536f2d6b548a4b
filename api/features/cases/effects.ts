import type { EventAction } from '@shared/cases/workflow';
import { invalidField } from '@shared/core/errors';
import { DAY_MS } from '@shared/time/shanghai';
import type { Actor } from '@api/http/actor';
import type { Assignee, CaseDoc } from './case.model';
import { lift, reopen, signOff, supervise, unsigned, urge } from './attention-effects';
import { extend, grant, hold, resume } from './clock-effects';
import { deadlinesOf } from './deadlines';
import { categoryChange, escalate, merge, reassign, recategorise, relocate, unmerge } from './desk-effects';
import { decline, dispatch, sendBackToDesk } from './dispatch-effects';
import type { Effect, EffectInput, EffectSources } from './effect-types';
import { answerRating, appealRating, decideAppeal, rate } from './rating-effects';
import { split } from './split';
import { acceptWish, claim, fulfil, handBack, thank } from './wish-effects';

/** Days in which a resident may rate before a checked case closes by itself. */
export const RATE_WITHIN_DAYS = 7;

/** The actor as assignee, when he holds a post in the case's grid. */
async function asAssignee(sources: EffectSources, actor: Actor, doc: CaseDoc): Promise<Assignee | null> {
  const post = doc.gridCode ? await sources.findPost(actor.userId, doc.gridCode) : null;
  return (
    post && {
      type: 'person',
      userId: actor.userId,
      postId: post._id,
      name: post.name,
      function: post.function,
      avatarUrl: post.avatarUrl,
    }
  );
}

async function newCategory(
  sources: EffectSources,
  doc: CaseDoc,
  code: string | undefined,
): Promise<Partial<CaseDoc> & Pick<CaseDoc, 'resolveBy'>> {
  if (code === undefined || code === doc.category.code) return { resolveBy: doc.resolveBy };
  const change = await categoryChange(sources, doc, code);
  // Promises count from submission, whenever the category was settled.
  const { resolveBy } = deadlinesOf(doc.createdAt.getTime(), change.category, sources.calendar);
  return { ...change, resolveBy };
}

export const EFFECTS: { [A in EventAction]: (input: EffectInput<A>) => Promise<Effect> | Effect } = {
  async accept({ sources, doc, actor, parties, body, nowMs }) {
    const change = await newCategory(sources, doc, body.categoryCode);
    const assignee = parties.has('grid_worker') ? await asAssignee(sources, actor, doc) : null;
    return {
      to: 'accepted',
      set: {
        ...change,
        ...(assignee && { assignee }),
        returned: false,
        respondedAt: new Date(nowMs),
        dueAt: change.resolveBy,
        ...acceptWish(doc, nowMs),
      },
      data: { category: change.category?.code ?? doc.category.code },
    };
  },

  decline,
  dispatch,
  split,
  return: sendBackToDesk,
  escalate,
  recategorise,
  relocate,
  reassign,
  merge,
  unmerge,
  hold,
  resume,
  extend,
  grant,
  reopen,
  urge,
  supervise,
  lift,
  signOff,
  rate,
  answerRating,
  appealRating,
  decideAppeal,
  claim,
  fulfil,
  handBack,
  thank,

  async takeUp({ sources, doc, actor }) {
    const assignee = doc.level === 'grid' ? await asAssignee(sources, actor, doc) : null;
    return { to: 'handling', set: assignee ? { assignee } : {}, handledBy: actor.userId };
  },

  progress: ({ doc, actor, body }) => ({
    to: doc.status,
    set: {},
    text: body.text,
    visibility: body.visibility,
    uploads: {
      ids: body.uploadIds ?? [],
      stage: 'progress',
      visibility: body.visibility === 'internal' ? 'private' : doc.visibility,
    },
    handledBy: actor.userId,
  }),

  reply({ doc, actor, body, nowMs }) {
    const ids = body.uploadIds ?? [];
    const done = body.result === 'solved' || body.result === 'partly';
    if (done && doc.category.requiresAfterPhoto && ids.length === 0)
      throw invalidField('uploadIds', '这类事项要附上处理后的照片');
    return {
      to: 'replied',
      set: { reply: { result: body.result, text: body.text, at: new Date(nowMs) } },
      text: body.text,
      data: { result: body.result },
      uploads: { ids, stage: 'after' },
      handledBy: actor.userId,
    };
  },

  verify({ doc, body, nowMs }) {
    const missing = body.pass ? unsigned(doc) : [];
    if (missing.length > 0) throw invalidField('pass', `${missing.join('、')}还没有完成协办，不能核实通过`);
    const passed: Partial<CaseDoc> = doc.partOf
      ? { closedAt: new Date(nowMs) }
      : { closesAt: new Date(nowMs + RATE_WITHIN_DAYS * DAY_MS) };
    return {
      to: body.pass ? (doc.partOf ? 'closed' : 'verified') : 'handling',
      set: body.pass ? passed : {},
      text: body.text,
      data: { pass: body.pass },
      uploads: { ids: body.uploadIds ?? [], stage: 'verify' },
    };
  },

  withdraw: ({ body }) => ({ to: 'withdrawn', set: {}, text: body.text ? body.text : null }),

  supplement: ({ doc, body }) => ({
    to: doc.status,
    set: {},
    text: body.text ? body.text : null,
    uploads: { ids: body.uploadIds ?? [], stage: 'before' },
  }),
};
