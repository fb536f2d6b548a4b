import { POST_FUNCTION_NAMES, POST_FUNCTIONS } from '@shared/areas/levels';
import { REPLY_RESULT_NAMES, REPLY_RESULTS } from '@shared/cases/action-bodies';
import type { CaseEvent, CasePhoto } from '@shared/cases/schemas';
import { APPEAL_REASON_NAMES, APPEAL_REASONS, FOLLOWER_TITLE } from '@shared/cases/ratings';
import {
  DECLINE_REASON_NAMES,
  DECLINE_REASONS,
  RETURN_REASON_NAMES,
  RETURN_REASONS,
} from '@shared/cases/reasons';
import { type Transition, TRANSITIONS } from '@shared/cases/workflow';
import { MODERATION_REASON_NAMES, MODERATION_REASONS, textItem } from '@shared/moderation/reasons';
import { familyNameOnly } from '@shared/text/redact';
import { DAY_MS, friendlyTime } from '@shared/time/shanghai';
import { type Care, isReadByPublic, readWords } from './care';
import type { EventDoc } from './case.model';
import type { Viewer } from './policy';

const TOLD = new Map<string, string>([
  ['submit', '居民提交'],
  ['warned', '办理时限已过八成'],
  ['overdue', '已超过承诺时限'],
  ['raised', '超时较久，已提级督办'],
  ['expire', '到期没有人认领，心愿结束了'],
  ['held', '有一段文字要审核后才公开'],
  ['askReview', '申请复核不公开的内容'],
  ['regrid', '网格调整'],
  ...TRANSITIONS.map((transition: Transition): [string, string] => [transition.action, transition.told]),
]);

interface EventViewing {
  viewer: Viewer;
  /** The reporter asked not to be known to the worker. */
  anonymous: boolean;
  /** Photos of the case this viewer may see. */
  photos: CasePhoto[];
  /** What is kept from the public. */
  care: Care | undefined;
}

/** Whom it was given to, as this viewer may read him. */
function dispatchTitle({ data }: EventDoc, viewer: Viewer): string {
  const known = POST_FUNCTIONS.find((fn) => fn === data.function);
  const name = String(data.to);
  const full = viewer === 'staff' || viewer === 'reporter';
  const to = known ? `${POST_FUNCTION_NAMES[known]}${full ? name : familyNameOnly(name)}` : name;
  return `已派给${to}办理`;
}

function returnTitle({ data }: EventDoc, told: string): string {
  const reason = RETURN_REASONS.find((known) => known === data.reason);
  const raised = data.raised === true ? '，多次退回，已提级督办' : '';
  return `${told}${reason ? `：${RETURN_REASON_NAMES[reason]}` : ''}${raised}`;
}

/** An instant as a date, whenever it is read. */
const day = (value: EventDoc['data'][string] | undefined) =>
  typeof value === 'string' ? friendlyTime(Date.parse(value), Date.parse(value) + 7 * DAY_MS) : '';

/** What was asked for or decided about the clock. */
function clockTitle({ type, data }: EventDoc, told: string): string {
  if (type === 'grant') {
    const what = data.kind === 'hold' ? '暂缓' : '延期';
    return data.approve === true ? `同意${what}至 ${day(data.until)}` : `不同意${what}`;
  }
  if (data.granted !== true) return `${told}至 ${day(data.until)}`;
  return type === 'hold' ? `暂缓办理至 ${day(data.until)}` : `承诺时间延至 ${day(data.until)}`;
}

/** What a moderator decided, of what, and why. */
function careTitle({ data }: EventDoc): string {
  const what = String(data.item).startsWith('p') ? '一张照片' : '一段文字';
  if (data.decision === 'publish') return `${what}审核通过，已公开`;
  const reason = MODERATION_REASONS.find((known) => known === data.reason);
  const done = data.decision === 'redact' ? `遮盖了${what}的部分内容` : `${what}不公开`;
  return reason ? `${done}：${MODERATION_REASON_NAMES[reason]}` : done;
}

function titleOf(event: EventDoc, viewer: Viewer): string {
  const { result, pass, sendBack, reason } = event.data;
  const told = TOLD.get(event.type) ?? event.type;
  if (event.type === 'submit' && typeof event.data.to === 'string' && event.data.partOf === undefined)
    return `${told}，按规则直接派给${event.data.to}`;
  if (event.type === 'reply') {
    const known = REPLY_RESULTS.find((name) => name === result);
    return known ? `${told}：${REPLY_RESULT_NAMES[known]}` : told;
  }
  if (event.type === 'decline') {
    const known = DECLINE_REASONS.find((code) => code === reason);
    return known ? `${told}：${DECLINE_REASON_NAMES[known]}` : told;
  }
  if (event.type === 'hold' || event.type === 'extend' || event.type === 'grant')
    return clockTitle(event, told);
  if (event.type === 'recategorise')
    return `类别由「${String(event.data.fromName)}」改为「${String(event.data.categoryName)}」`;
  if (event.type === 'reopen' && typeof event.data.asked === 'number')
    return `第 ${event.data.asked} 位关注者要求重新办理，满 3 位即重新办理`;
  if (event.type === 'moderate') return careTitle(event);
  if (event.type === 'reassign') return dispatchTitle(event, viewer).replace('已派给', '改由');
  if (event.type === 'dispatch') return dispatchTitle(event, viewer);
  if (event.type === 'regrid') {
    const now = `${told}，现在属于${String(event.data.gridName)}`;
    return event.data.to === null ? now : `${now}，${dispatchTitle(event, viewer).replace('已派给', '改由')}`;
  }
  if (event.type === 'return') return returnTitle(event, told);
  if (event.type === 'verify') return pass === true ? '核实通过' : '核实未通过，继续办理';
  if (event.type === 'rate' && sendBack === true) return '不满意，退回重办';
  if (event.type === 'rate') return event.data.changed === true ? '修改了评价' : told;
  if (event.type === 'appealRating') {
    const known = APPEAL_REASONS.find((code) => code === reason);
    return known ? `${told}：${APPEAL_REASON_NAMES[known]}` : told;
  }
  if (event.type === 'decideAppeal')
    return event.data.uphold === true ? '评价申诉成立，这条评价不计入' : '评价申诉不成立，评价有效';
  return told;
}

/** Never more to the public than function and family name; of the reporter nothing but that it was a resident. */
function whoOf({ actor }: EventDoc, { viewer, anonymous }: EventViewing): string {
  if (actor.kind === 'system' || actor.title === FOLLOWER_TITLE) return actor.title;
  if (actor.kind === 'resident') {
    if (viewer === 'reporter') return '我';
    return viewer === 'staff' && !anonymous ? `居民 ${actor.name}` : '居民';
  }
  const name = viewer === 'staff' || viewer === 'reporter' ? actor.name : familyNameOnly(actor.name);
  return `${actor.title} ${name}`;
}

/** A follower's words on his rating are for those who work on the case. */
function textOf(event: EventDoc, { viewer, care }: EventViewing): string | null {
  if (event.text === null || (viewer !== 'staff' && !isReadByPublic(event))) return null;
  return readWords({ care }, viewer)(event.text);
}

export function presentEvent(event: EventDoc, viewing: EventViewing): CaseEvent {
  const { care } = viewing;
  const state = care?.[textItem(event.seq)]?.state;
  return {
    id: event._id,
    seq: event.seq,
    type: event.type,
    at: event.at.toISOString(),
    title: titleOf(event, viewing.viewer),
    who: whoOf(event, viewing),
    whoRole: event.actor.kind,
    text: textOf(event, viewing),
    review: state === 'pending' || state === 'hidden' || state === 'redacted' ? state : null,
    photos: viewing.photos.filter((photo) => event.uploadIds.includes(photo.id)),
    visibility: event.visibility,
    from: event.from,
    to: event.to,
    hash: event.hash,
    prevHash: event.prevHash,
  };
}
