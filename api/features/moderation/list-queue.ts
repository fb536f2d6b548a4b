import mongoose from 'mongoose';
import type { ModerationEntry } from '@shared/moderation/contract';
import { photoItem } from '@shared/moderation/reasons';
import { redactPersonalNumbers } from '@shared/text/redact';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import {
  CASE_ROW,
  type CaseRow,
  casesOf,
  decodeCursor,
  encodeCursor,
  presentMark,
  presentPhoto,
  staffAreas,
} from '../cases';
import { MODERATORS } from './policy';

const since = (doc: CaseRow) => doc.careSince?.getTime() ?? 0;
const idOf = (doc: CaseRow) => doc._id.toHexString();

function presentEntry(deps: Deps, doc: CaseRow): ModerationEntry {
  return {
    caseId: idOf(doc),
    caseNumber: doc.number,
    categoryName: doc.category.name,
    areaName: doc.areaNames.at(-1)?.name ?? '',
    version: doc.version,
    waitingSince: new Date(since(doc)).toISOString(),
    items: Object.entries(doc.care ?? {})
      .filter(([, mark]) => mark.waits === 'person')
      .map(([item, mark]) => {
        const upload = doc.uploads.find(({ id }) => photoItem(id) === item);
        return {
          ...presentMark(item, mark, false),
          // The public never reads a number, so there is none to be judged.
          text: mark.said ? redactPersonalNumbers(mark.said.join('\n')) : null,
          photo: upload ? presentPhoto(doc, upload, { deps, viewer: 'staff' }) : null,
          reports: mark.reports ?? 0,
          complaint: mark.complaint ? redactPersonalNumbers(mark.complaint) : null,
        };
      }),
  };
}

/** What waits for this moderator in his areas, longest first; nobody judges his own complaint. */
export async function listQueue(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ items: ModerationEntry[]; nextCursor: string | null }> {
  const [at = '', id = ''] = cursor ? decodeCursor(cursor, 'due') : [];
  const careSince = new Date(Number(at));
  const after = cursor && {
    $or: [{ careSince: { $gt: careSince } }, { careSince, _id: { $gt: new mongoose.Types.ObjectId(id) } }],
  };
  const ranges = await Promise.all(
    staffAreas(actor, MODERATORS).map((areaPath) =>
      casesOf(deps.db)
        .collection.find(
          { areaPath, careWaits: true, reporterId: { $ne: actor.userId }, ...(after && after) },
          { sort: { careSince: 1, _id: 1 }, limit: limit + 1, projection: CASE_ROW },
        )
        .toArray(),
    ),
  );
  const docs = (ranges.flat() as unknown as CaseRow[]).sort(
    (a, b) => since(a) - since(b) || (idOf(a) < idOf(b) ? -1 : 1),
  );
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((doc) => presentEntry(deps, doc)),
    nextCursor: docs.length > limit && last ? encodeCursor([String(since(last)), idOf(last)]) : null,
  };
}
