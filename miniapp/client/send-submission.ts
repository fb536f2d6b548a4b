import { submitCase } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { type Call } from './create-call';
import { ApiProblem, isTemporary } from './errors';
import { newKey } from './ids';
import { type PhotoList } from './photo-list';
import { bodyOf, type Submission } from './submission';

export interface SendDeps {
  call: Call;
  photos: PhotoList;
  change: (edit: Partial<Submission>) => Submission;
}

const uploadsExpired = (error: unknown) => error instanceof ApiProblem && error.code === 'UPLOAD_NOT_USABLE';
const mismatched = (error: unknown) => error instanceof ApiProblem && error.code === 'IDEMPOTENCY_MISMATCH';
/** Nobody is signed in any more: the report is not wrong, it waits for its owner. */
const needsSignIn = (error: unknown) => error instanceof ApiProblem && error.status === 401;

/**
 * Brings one submission to the API: photos first, then the case, always the same body under the same key.
 * Resolves with the case, or null when it must wait. Rejects when the server refuses it as it is.
 */
export async function sendSubmission(item: Submission, deps: SendDeps): Promise<CaseView | null> {
  try {
    return await post(item, deps);
  } catch (error) {
    if (mismatched(error)) {
      // Another tab sent this draft with photos of its own under the same key: under another one we learn its case.
      return post(deps.change({ key: newKey() }), deps).catch(wait);
    }
    if (!uploadsExpired(error)) return wait(error);
    // Uploads unattached for 24 hours are gone from the server; the files are still here. A new body takes a new key.
    deps.photos.reset();
    const renewed = deps.change({ body: undefined, attempted: undefined, key: newKey() });
    return post(renewed, deps).catch(wait);
  }
}

async function post(item: Submission, { call, photos, change }: SendDeps): Promise<CaseView> {
  const body = item.body ?? bodyOf(item, await photos.settle());
  const { key } = change({ body, attempted: true });
  try {
    return await call(submitCase, { body }, { idempotencyKey: key });
  } catch (error) {
    // A definite answer: nothing was made of it.
    if (error instanceof ApiProblem && error.status < 500) change({ attempted: undefined });
    throw error;
  }
}

function wait(error: unknown): null {
  if (isTemporary(error) || needsSignIn(error)) return null;
  throw error;
}
