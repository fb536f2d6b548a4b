import { DECLINE_REASON_NAMES } from '@shared/cases/reasons';
import { familyNameOnly } from '@shared/text/redact';
import { friendlyTime } from '@shared/time/shanghai';
import type { CaseDoc } from './case.model';

type Told = Pick<
  CaseDoc,
  | 'status'
  | 'category'
  | 'respondBy'
  | 'resolveBy'
  | 'reworks'
  | 'closesAt'
  | 'rating'
  | 'declined'
  | 'holding'
  | 'mergedInto'
> &
  Partial<Pick<CaseDoc, 'wish'>>;

/**
 * Where a case stands, in one sentence a resident understands (DOMAIN.md "resident reads").
 * @param who the assignee as this viewer may read him @param nowMs when it is read
 * @param toReporter only the reporter is asked to rate
 * @param when how times are written; messages are read later and name the day
 */
export function plainStatus(
  doc: Told,
  who: string,
  nowMs: number,
  toReporter: boolean,
  when: (instantMs: number, nowMs: number) => string = friendlyTime,
): string {
  const time = (date: Date) => ` ${when(date.getTime(), nowMs)} `;
  switch (doc.status) {
    case 'submitted':
      return `已收到，${who}将在${time(doc.respondBy)}前受理`;
    case 'accepted':
      if (doc.wish?.dueAt) return `已受理，等人认领这个心愿，最晚到${time(doc.resolveBy)}`;
      return `已受理，归为「${doc.category.name}」，承诺${time(doc.resolveBy)}前答复`;
    case 'dispatched':
      return `已交给${who}，承诺${time(doc.resolveBy)}前答复`;
    case 'handling':
      if (doc.wish?.claim)
        return `${doc.wish.claim.title}${familyNameOnly(doc.wish.claim.name)}认领了，正在处理，最晚${time(doc.resolveBy)}完成`;
      if (doc.holding)
        return `暂缓办理：${doc.holding.text.slice(0, 40)}，最迟${time(doc.holding.until)}恢复`;
      return `${doc.reworks > 0 ? '已退回重办，' : ''}${who}正在处理，承诺${time(doc.resolveBy)}前答复`;
    case 'replied':
      return '已答复，正在核实';
    case 'verified':
      if (!toReporter) return '已核实完成，等居民评价';
      return doc.closesAt ? `已核实完成，请在${time(doc.closesAt)}前评价` : '已核实完成，请您评价';
    case 'closed':
      return doc.rating ? '已办结，已评价' : '已办结';
    case 'declined':
      return declinedPlainly(doc);
    case 'withdrawn':
      return '已撤回';
    case 'merged':
      return doc.mergedInto ? `已并入 ${doc.mergedInto.number} 一起办理，进展会通知您` : '已并案';
  }
}

function declinedPlainly({ declined }: Told): string {
  if (!declined) return '不予受理';
  const who = declined.responsibleBody ? `，由${declined.responsibleBody}负责` : '';
  return `不予受理：${DECLINE_REASON_NAMES[declined.reason]}${who}`;
}
