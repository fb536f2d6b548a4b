import { DONE_PART_STATUSES, isOpen } from '@shared/cases/statuses';
import type { CaseDoc } from './case.model';

type Part = Pick<CaseDoc, 'status'>;

/** Parts that still keep the whole from being answered. */
export const unanswered = (parts: readonly Part[]) =>
  parts.filter(({ status }) => isOpen(status) && status !== 'replied').length;

/** Parts that still keep the whole from being checked. */
export const unchecked = (parts: readonly Part[]) =>
  parts.filter(({ status }) => !(DONE_PART_STATUSES as readonly string[]).includes(status)).length;
