import { DAY_MS } from '../time/shanghai';
import type { CaseStatus } from '../cases/statuses';

/** 微心愿: what is wished for. */
export const WISH_TYPE_NAMES = {
  thing: '一件东西',
  help: '帮个忙',
  company: '陪一陪',
  skill: '教一教',
} as const;
export type WishType = keyof typeof WISH_TYPE_NAMES;
export const WISH_TYPES = Object.keys(WISH_TYPE_NAMES) as [WishType, ...WishType[]];

/** For whom; the public reads this word, never a name. */
export const WISH_FOR_NAMES = {
  self: '一位居民',
  elder: '一位老人',
  child: '一位小朋友',
  sick: '一位病中的邻居',
  family: '一户困难家庭',
} as const;
export type WishFor = keyof typeof WISH_FOR_NAMES;
export const WISH_FORS = Object.keys(WISH_FOR_NAMES) as [WishFor, ...WishFor[]];

/** Children and the sick: no photo is public, and the place no closer than the community. */
export const isProtected = (forWhom: WishFor): boolean => forWhom === 'child' || forWhom === 'sick';

/** A wish stands open so long, counted from when it was accepted. */
export const WISH_DAYS = 60;
/** Who claimed it has so long; then it goes back. */
export const CLAIM_DAYS = 14;
/** One person holds at most so many wishes that are not fulfilled. */
export const CLAIMS_AT_MOST = 3;

export const wishUntil = (acceptedMs: number): number => acceptedMs + WISH_DAYS * DAY_MS;
export const claimUntil = (claimedMs: number): number => claimedMs + CLAIM_DAYS * DAY_MS;

export const WISH_STATES = ['asked', 'open', 'claimed', 'done', 'over'] as const;
export type WishState = (typeof WISH_STATES)[number];

/** Where a wish stands, from where its case does. */
export function wishStateOf(at: {
  status: CaseStatus;
  visibility: 'public' | 'private';
  claimed: boolean;
  fulfilled: boolean;
}): WishState {
  if (at.fulfilled && ['replied', 'verified', 'closed'].includes(at.status)) return 'done';
  if (at.status === 'submitted') return 'asked';
  if (at.status === 'accepted' && at.visibility === 'public' && !at.claimed) return 'open';
  return at.status === 'handling' && at.claimed ? 'claimed' : 'over';
}
