import { type ProblemIssue } from '@shared/core/errors';
import { type SubmitCaseInput } from '@shared/cases/schemas';
import { type PlaceInput } from '@shared/geo/place';
import { type Photo } from './photo-list';

/** What a resident has filled in so far. */
export interface ReportForm {
  text: string;
  categoryCode?: string;
  place?: PlaceInput;
  addressText?: string;
  /** Unset: as the category has it. */
  visibility?: 'public' | 'private';
  anonymousToWorker?: boolean;
  /** Staff files it for a resident. */
  onBehalfOf?: { name: string; phone: string; consent: boolean };
}

/** A report on this device: being written, waiting to be sent, or refused by the server. */
export interface Submission {
  id: string;
  state: 'draft' | 'waiting' | 'sending' | 'refused';
  form: ReportForm;
  photos: Photo[];
  /** ISO 8601 UTC. */
  createdAt: string;
  updatedAt: string;
  /** Idempotency-Key, from the first press on 提交. */
  key?: string;
  /** Whose report it is: nobody else signed in on this device sends it. */
  userId?: string;
  /** Fixed at the first attempt, so that the key always goes with the same body. */
  body?: SubmitCaseInput;
  /** An attempt was made whose outcome is unknown: it may be a case already, so it must not be edited. */
  attempted?: boolean;
  problem?: { detail: string; errors: ProblemIssue[] };
}

/** Nothing a person would miss: the place alone was found by the phone. */
export function isBlank({ form, photos }: Pick<Submission, 'form' | 'photos'>): boolean {
  return form.text.trim() === '' && photos.length === 0 && form.categoryCode === undefined;
}

export function bodyOf(submission: Submission, uploadIds: string[]): SubmitCaseInput {
  const { text, addressText, onBehalfOf, ...rest } = submission.form;
  return {
    kind: 'report',
    ...rest,
    text,
    ...(addressText?.trim() ? { addressText } : {}),
    // Without consent the API refuses it, in words for the field.
    ...(onBehalfOf ? { onBehalfOf: proxyOf(onBehalfOf) } : {}),
    ...(uploadIds.length ? { uploadIds } : {}),
    draftId: submission.id,
    clientCreatedAt: submission.createdAt,
  };
}

function proxyOf({ name, phone, consent }: NonNullable<ReportForm['onBehalfOf']>) {
  return { name, ...(phone.trim() ? { phone: phone.trim() } : {}), consent } as SubmitCaseInput['onBehalfOf'];
}
