import type { ContactRecord } from '@shared/contacts/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { staffAreas } from '../cases';
import { type ContactRecordDoc, contactRecordsOf } from './contact-record.model';
import { pathOf } from './disclose-post';

interface Page {
  limit: number;
  cursor?: string;
}

type Where = { 'by.userId': string } | { 'of.userId': string } | { areaPath: string };

function presentRecord(deps: Deps, doc: ContactRecordDoc): ContactRecord {
  const area = deps.routing.current().node(doc.areaPath.at(-1) ?? '');
  return {
    id: doc._id,
    at: doc.at.toISOString(),
    by: { name: doc.by.name, title: doc.by.title },
    of: { name: doc.of.name, title: doc.of.title },
    purpose: doc.purpose,
    case: doc.case && { id: doc.case.id, number: doc.case.number },
    area: area && { code: area.code, level: area.level, name: area.name },
  };
}

async function listRecords(deps: Deps, where: Where, { limit, cursor }: Page) {
  const docs = await contactRecordsOf(deps.db)
    .find({ ...where, ...(cursor && { _id: { $lt: cursor } }) })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<ContactRecordDoc[]>();
  const last = docs.length > limit ? docs[limit - 1] : undefined;
  return {
    items: docs.slice(0, limit).map((doc) => presentRecord(deps, doc)),
    nextCursor: last?._id ?? null,
  };
}

/** Who looked at my number, or at whose I looked. */
export function listMine(deps: Deps, actor: Actor, { side, ...page }: Page & { side: 'of' | 'by' }) {
  return listRecords(
    deps,
    side === 'by' ? { 'by.userId': actor.userId } : { 'of.userId': actor.userId },
    page,
  );
}

/** Of an area the reader answers for. @throws AppError NOT_FOUND for any other */
export async function listOfArea(deps: Deps, actor: Actor, { area, ...page }: Page & { area?: string }) {
  const code = area ?? staffAreas(actor, ['supervisor', 'admin'])[0];
  const path = code === undefined ? [] : pathOf(deps, code);
  const may = holdsIn(actor, 'supervisor', path) || holdsIn(actor, 'admin', path);
  if (code === undefined || !may) throw new AppError('NOT_FOUND', '没有这个辖区');
  return listRecords(deps, { areaPath: code }, page);
}
