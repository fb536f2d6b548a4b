import { AppError, invalidField } from '@shared/core/errors';
import {
  CLAIMS_AT_MOST,
  claimUntil,
  isProtected,
  type WishFor,
  type WishState,
  wishStateOf,
  type WishType,
  wishUntil,
} from '@shared/wishes/rules';
import type { CaseDoc } from './case.model';
import type { Effect, EffectInput } from './effect-types';

export interface WishDoc {
  type: WishType;
  forWhom: WishFor;
  /** Once somebody of the grid or its desk accepted it, everybody may read it. */
  askPublic: boolean;
  /** Who promised to fulfil it. */
  claim: { userId: string; name: string; title: string; at: Date } | null;
  fulfilled: { text: string; at: Date } | null;
  thanks: { text: string; at: Date } | null;
  state: WishState;
  /** When the clock takes it out of that state. */
  dueAt: Date | null;
}

/** The wish as it stands once its case is in that state; kept beside the status so that a list is one index range. */
export function withWishState(doc: Pick<CaseDoc, 'wish' | 'status' | 'visibility'>): { wish?: WishDoc } {
  const { wish, status, visibility } = doc;
  if (!wish) return {};
  const state = wishStateOf({
    status,
    visibility,
    claimed: wish.claim !== null,
    fulfilled: wish.fulfilled !== null,
  });
  return { wish: { ...wish, state, dueAt: state === 'open' || state === 'claimed' ? wish.dueAt : null } };
}

/** Accepted, a wish that was meant for everybody is read by everybody, and waits as long as wishes do. */
export function acceptWish({ wish }: Pick<CaseDoc, 'wish'>, nowMs: number): Partial<CaseDoc> {
  if (!wish) return {};
  const dueAt = new Date(wishUntil(nowMs));
  return {
    wish: { ...wish, dueAt },
    resolveBy: dueAt,
    dueAt,
    ...(wish.askPublic && { visibility: 'public' as const }),
  };
}

const wishOf = (doc: CaseDoc): WishDoc => {
  if (!doc.wish) throw new AppError('ACTION_NOT_ALLOWED', '这不是微心愿');
  return doc.wish;
};

/** @throws AppError WRONG_STATE for who holds several already */
export async function claim({ sources, doc, actor, nowMs }: EffectInput<'claim'>): Promise<Effect> {
  const wish = wishOf(doc);
  if ((await sources.openClaims(actor.userId)) >= CLAIMS_AT_MOST)
    throw new AppError('WRONG_STATE', `您手上已经有 ${CLAIMS_AT_MOST} 个心愿，完成一个再认领`);
  const dueAt = new Date(claimUntil(nowMs));
  const title = actor.roles.some(({ role }) => role === 'party_member') ? '党员' : '志愿者';
  const made = { userId: actor.userId, name: actor.nickname, title, at: new Date(nowMs) };
  return { to: 'handling', set: { wish: { ...wish, claim: made, dueAt }, resolveBy: dueAt, dueAt } };
}

/** A photo shows that it is done; of children and the sick only they and staff see it. */
export function fulfil({ doc, body, actor, nowMs }: EffectInput<'fulfil'>): Effect {
  const wish = wishOf(doc);
  if (body.uploadIds.length === 0) throw invalidField('uploadIds', '请拍一张照片，让大家放心');
  const at = new Date(nowMs);
  return {
    to: 'replied',
    set: {
      wish: { ...wish, fulfilled: { text: body.text, at } },
      reply: { result: 'solved', text: body.text, at },
    },
    text: body.text,
    data: { result: 'solved' },
    uploads: {
      ids: body.uploadIds,
      stage: 'after',
      visibility: isProtected(wish.forWhom) ? 'private' : doc.visibility,
    },
    handledBy: actor.userId,
  };
}

/** Back to everybody, with a fresh term. */
export function backToOpen(doc: CaseDoc, nowMs: number): Partial<CaseDoc> {
  const dueAt = new Date(wishUntil(nowMs));
  return { wish: { ...wishOf(doc), claim: null, dueAt }, resolveBy: dueAt, dueAt };
}

export const handBack = ({ doc, body, nowMs }: EffectInput<'handBack'>): Effect => ({
  to: 'accepted',
  set: backToOpen(doc, nowMs),
  text: body.text,
});

export function thank({ doc, body, nowMs }: EffectInput<'thank'>): Effect {
  const at = new Date(nowMs);
  return {
    to: 'closed',
    set: { wish: { ...wishOf(doc), thanks: { text: body.text, at } }, closesAt: null, closedAt: at },
    text: body.text,
  };
}
