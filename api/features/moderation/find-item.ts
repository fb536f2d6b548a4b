import { ADDRESS_ITEM, photoItem, textItem } from '@shared/moderation/reasons';
import { invalidField } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type CaseDoc, eventsOf, isReadByPublic } from '../cases';

/** A text or photo of a case that the public would see. */
export interface Item {
  kind: 'text' | 'photo';
  said?: string[];
  byResident: boolean;
}

/** @throws AppError VALIDATION_FAILED when the case has no such public item */
export async function findItem(deps: Pick<Deps, 'db'>, doc: CaseDoc, item: string): Promise<Item> {
  if (item === ADDRESS_ITEM && doc.addressText !== null)
    return { kind: 'text', said: [doc.addressText], byResident: true };
  const upload = doc.uploads.find(({ id }) => photoItem(id) === item);
  if (upload && !upload.internal)
    return { kind: 'photo', byResident: (await eventOf(deps, doc, upload.seq))?.actor.kind === 'resident' };
  const event = item.startsWith('t') ? await eventOf(deps, doc, Number(item.slice(1))) : null;
  if (event && isReadByPublic(event) && event.text !== null && textItem(event.seq) === item)
    return { kind: 'text', said: [event.text], byResident: event.actor.kind === 'resident' };
  throw invalidField('item', '这件事里没有这项内容');
}

async function eventOf(deps: Pick<Deps, 'db'>, doc: CaseDoc, seq: number) {
  return (
    doc.events.find((event) => event.seq === seq) ??
    (await eventsOf(deps.db).findOne({ caseId: doc._id.toHexString(), seq }))
  );
}
