import { type CaseView } from '@shared/cases/schemas';
import { ApiProblem, explain } from '@miniapp/client';
import { type FieldErrors } from './action-draft';

/** Why an action was not carried out, sorted by what the person can do about it. */
export interface Trouble {
  message: string;
  /** By field, as the API names it; empty when it is about no field. */
  fields: FieldErrors;
  /** The case is not as the person saw it: it has to be read anew, what was typed stays. */
  outdated: boolean;
  /** The case as it is now, when the API told. */
  current: CaseView | null;
}

const FIELDS = [
  'text',
  'result',
  'pass',
  'uploadIds',
  'categoryCode',
  'visibility',
  'reason',
  'responsibleBody',
  'to',
  'coHandlers',
  'deadline',
  'until',
  'request',
  'approve',
  'into',
  'place',
] as const;

export function troubleOf(error: unknown): Trouble {
  const trouble: Trouble = { message: explain(error), fields: {}, outdated: false, current: null };
  if (!(error instanceof ApiProblem)) return trouble;
  if (error.code === 'VERSION_CONFLICT' || error.code === 'WRONG_STATE') {
    return { ...trouble, outdated: true, current: isView(error.current) ? error.current : null };
  }
  if (error.code === 'UNKNOWN_CATEGORY') return { ...trouble, fields: { categoryCode: error.detail } };
  if (error.code === 'UPLOAD_NOT_USABLE') return { ...trouble, fields: { uploadIds: error.detail } };
  const found = FIELDS.flatMap((field) => {
    const message = error.fieldError(field);
    return message === undefined ? [] : [[field, message] as const];
  });
  return { ...trouble, fields: Object.fromEntries(found) };
}

function isView(current: unknown): current is CaseView {
  return typeof current === 'object' && current !== null && 'timeline' in current && 'version' in current;
}
