import type { WiredAction } from '@shared/cases/workflow';
import { DAY_MS, shanghaiDate } from '@shared/time/shanghai';
import { PENDING_AT_MOST, pendingTexts } from './care';
import type { CaseDoc } from './case.model';
import type { RatingsBeside } from './look-at-ratings';
import { noneToAnswer, noneToAppeal, noneToDecide, whyNotRate } from './rating-rules';
import { unanswered, unchecked } from './split-state';
import { standsFor, workedOn } from './policy';
import type { Actor } from '@api/http/actor';

export const EXTENSIONS_AT_MOST = 2;
export const REOPEN_WITHIN_DAYS = 30;
export const UNMERGE_WITHIN_MS = DAY_MS;
/** One case is urged by at most so many people a day; more would say nothing new. */
const URGERS_A_DAY = 200;

interface Asked {
  doc: CaseDoc;
  actor: Actor;
  following: boolean;
  /** Of a split case. */
  parts: readonly Pick<CaseDoc, 'status'>[];
  ratings: RatingsBeside;
  nowMs: number;
}
type Guard = (asked: Asked) => string | null;

const pending = (doc: CaseDoc, kind: 'hold' | 'extend') =>
  doc.requests?.some((request) => request.kind === kind) ?? false;

/** A split case is carried on by its parts. */
const whole = (doc: CaseDoc) => (doc.parts ? '已拆分给各部门办理，请等各部分办结' : null);

/** What somebody has promised to do is not given to others meanwhile. */
const promised = (doc: CaseDoc) => (doc.wish?.claim ? '已经有人认领，请等他完成或交还' : null);

/** Nobody fills a case with words that moderators have to read. */
const unjudged = (doc: CaseDoc) =>
  pendingTexts(doc) >= PENDING_AT_MOST ? '之前写的内容还在审核，请等审核后再补充' : null;

const GUARDS: { [A in WiredAction]?: Guard } = {
  dispatch: ({ doc }) => whole(doc) ?? promised(doc),
  split: ({ doc }) => whole(doc) ?? promised(doc) ?? (doc.partOf ? '这是拆分出来的一部分，不能再拆' : null),
  reply: ({ parts }) =>
    unanswered(parts) > 0 ? `还有 ${unanswered(parts)} 个部分没有答复，请等齐后再答复` : null,
  verify: ({ parts }) => (unchecked(parts) > 0 ? `还有 ${unchecked(parts)} 个部分没有核实` : null),
  escalate: ({ doc }) =>
    whole(doc) ?? (doc.level === 'district' || doc.level === 'city' ? '已经在最高一级，不能再上报' : null),
  hold: ({ doc }) => {
    if (doc.hold) return '这件事已经暂缓了';
    return pending(doc, 'hold') ? '暂缓申请正在等待审批' : null;
  },
  resume: ({ doc }) => (doc.hold ? null : '这件事没有暂缓'),
  extend: ({ doc }) => {
    if ((doc.extensions ?? 0) >= EXTENSIONS_AT_MOST) return `已延期 ${EXTENSIONS_AT_MOST} 次，不能再延`;
    return pending(doc, 'extend') ? '延期申请正在等待审批' : null;
  },
  grant: ({ doc }) => (doc.requests?.length ? null : '没有等待审批的申请'),
  rate: ({ doc, actor, ratings, nowMs }) =>
    workedOn(actor, doc)
      ? '您经手过这件事，不能评价'
      : whyNotRate({ doc, asReporter: doc.reporterId === actor.userId, ratings, nowMs }),
  answerRating: ({ ratings }) => noneToAnswer(ratings),
  appealRating: ({ doc, ratings, nowMs }) => noneToAppeal(doc, ratings, nowMs),
  decideAppeal: ({ ratings }) => noneToDecide(ratings),
  reopen: ({ doc, actor, nowMs }) => {
    const closedMs = (doc.closedAt ?? doc.updatedAt).getTime();
    if (nowMs > closedMs + REOPEN_WITHIN_DAYS * DAY_MS)
      return `办结已超过 ${REOPEN_WITHIN_DAYS} 天，请重新报事`;
    return doc.reopenAsks?.includes(actor.userId) ? '您已经要求过了，满 3 位关注者就会重新办理' : null;
  },
  merge: ({ doc }) => {
    if (doc.partOf) return '这是拆分出来的一部分，不能并案';
    return whole(doc) ?? (doc.hold ? '请先恢复办理，再并案' : null);
  },
  unmerge: ({ doc, nowMs }) =>
    doc.mergedInto && nowMs <= doc.mergedInto.at.getTime() + UNMERGE_WITHIN_MS
      ? null
      : '并案超过 24 小时，不能撤销',
  signOff: ({ doc, actor }) =>
    doc.coHandlers?.some((helper) => !helper.signedOffAt && standsFor(actor, helper, doc))
      ? null
      : '您的协办部分已经完成',
  follow: ({ doc, actor, following }) => {
    if (following) return '您已经关注了';
    if (doc.visibility !== 'public') return '不公开的事项不能关注';
    return doc.reporterId === actor.userId ? '这是您自己反映的事，有进展会通知您' : null;
  },
  supplement: ({ doc }) => unjudged(doc),
  urge: ({ doc, actor, nowMs }) => {
    if (unjudged(doc)) return unjudged(doc);
    if (doc.urgedOn?.date !== shanghaiDate(nowMs)) return null;
    if (doc.urgedOn.userIds.includes(actor.userId)) return '今天已经催过了，请明天再催';
    return doc.urgedOn.userIds.length >= URGERS_A_DAY ? '今天催办的人已经很多了' : null;
  },
  lift: ({ doc }) => (doc.supervised ? null : '这件事没有督办'),
};

/**
 * What stands against an action beyond party and state, in words for the one who tries; null when nothing does.
 * The screens are offered an action only when nothing does.
 */
export function whyNot(action: WiredAction, asked: Asked): string | null {
  return GUARDS[action]?.(asked) ?? null;
}
