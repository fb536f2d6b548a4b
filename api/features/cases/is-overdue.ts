import { isOpen } from '@shared/cases/statuses';
import type { CaseDoc } from './case.model';

/** Past the promise that runs now. What is answered waits for its check, not for its handler. */
export function isOverdue({ status, dueAt }: Pick<CaseDoc, 'status' | 'dueAt'>, now: number): boolean {
  return isOpen(status) && status !== 'replied' && dueAt.getTime() < now;
}
