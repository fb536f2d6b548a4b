import mongoose from 'mongoose';
import type { ContactLimit } from '@shared/contacts/rules';
import type { DisclosedPhone } from '@shared/contacts/schemas';
import type { Deps } from '@api/deps';
import { takeQuota } from './contact-quota';
import { type ContactRecordDoc, contactRecordsOf } from './contact-record.model';

export interface Disclosure extends Omit<ContactRecordDoc, '_id' | 'at'> {
  limit: ContactLimit;
  by: ContactRecordDoc['by'] & { userId: string };
  phoneSealed: string;
  standsInFor: string | null;
}

/**
 * Opens one number: first it is counted, then written down who looks, only then answered.
 * @throws AppError TOO_MANY_REQUESTS
 */
export async function disclose(
  deps: Deps,
  { limit, phoneSealed, standsInFor, by, of, purpose, case: about, areaPath }: Disclosure,
): Promise<DisclosedPhone> {
  const leftToday = await takeQuota(deps, limit, by.userId);
  const _id = new mongoose.Types.ObjectId().toHexString();
  const record: ContactRecordDoc = {
    _id,
    at: new Date(deps.clock()),
    by,
    of,
    purpose,
    case: about,
    areaPath,
  };
  await contactRecordsOf(deps.db).collection.insertOne(record as never);
  return {
    number: deps.fieldCrypto.decrypt(phoneSealed),
    name: of.name,
    title: of.title,
    standsInFor,
    leftToday,
    recordId: _id,
  };
}
