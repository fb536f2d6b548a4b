import { CASE_STATUS_NAMES } from '@shared/cases/statuses';
import { redactPersonalNumbers } from '@shared/text/redact';
import { calendarTime } from '@shared/time/shanghai';
import type { CaseDoc } from './case.model';
import { toldTo } from './care';
import { plainStatus } from './plain-status';
import { assigneeName } from './present-case';
import type { Viewer } from './policy';

/** What a message says of a case. */
export interface Standing {
  category: string;
  /** At most five characters. */
  statusName: string;
  /** Where it stands and what is promised next, in words that are still true tomorrow. */
  text: string;
  /** What is promised next, and for when. */
  next: { what: string; at: Date } | null;
}

type Promised = Pick<CaseDoc, 'status' | 'holding' | 'respondBy' | 'resolveBy' | 'closesAt'>;

function nextOf({ status, holding, respondBy, resolveBy, closesAt }: Promised): Standing['next'] {
  if (status === 'submitted') return { what: '受理', at: respondBy };
  if (status === 'verified') return closesAt ? { what: '评价', at: closesAt } : null;
  if (status === 'handling' && holding) return { what: '恢复办理', at: holding.until };
  if (status === 'accepted' || status === 'dispatched' || status === 'handling')
    return { what: '答复', at: resolveBy };
  return null;
}

/** What the plain status leaves open: a checker has no term, and only the reporter is asked to rate. */
function whatFollows(doc: Promised, toReporter: boolean, nowMs: number): string {
  if (doc.status === 'replied') return toReporter ? '；核实通过后请您评价' : '；核实后由报事人评价';
  if (doc.status === 'verified' && !toReporter && doc.closesAt)
    return `，最迟 ${calendarTime(doc.closesAt.getTime(), nowMs)} 办结`;
  return '';
}

/** A case as a message tells it to this viewer. Messages are read later: days are named, not 今天 and 明天. */
export function standingOf(doc: CaseDoc, viewer: Viewer, nowMs: number): Standing {
  const toReporter = viewer === 'reporter';
  const plain = plainStatus(toldTo(doc, viewer), assigneeName(doc.assignee), nowMs, toReporter, calendarTime);
  const knows = toReporter || viewer === 'staff';
  return {
    category: doc.category.name,
    statusName: CASE_STATUS_NAMES[doc.status],
    text: `${knows ? plain : redactPersonalNumbers(plain)}${whatFollows(doc, toReporter, nowMs)}`,
    next: nextOf(doc),
  };
}
