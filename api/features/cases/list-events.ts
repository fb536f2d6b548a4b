import { AppError } from '@shared/core/errors';
import type { CaseEvent } from '@shared/cases/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { NOTHING_BESIDE } from './beside';
import { eventsOf } from './case.model';
import { decodeCursor, encodeCursor } from './cursor';
import { flushEvents } from './event-log';
import { findCase } from './find-case';
import { presentFor } from './present-case';
import { viewerOf } from './policy';
import { presentEvent } from './present-event';

/** The full log this person may read, oldest first. @throws AppError NOT_FOUND */
export async function listCaseEvents(
  deps: Deps,
  actor: Actor | null,
  ref: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ items: CaseEvent[]; nextCursor: string | null }> {
  const doc = await findCase(deps.db, ref);
  const viewer = doc && viewerOf(actor, doc);
  if (!doc || !viewer) throw new AppError('NOT_FOUND', '没有找到这件事');
  const caseId = doc._id.toHexString();
  await flushEvents(deps.db, caseId);
  const after = cursor === undefined ? 0 : Number(decodeCursor(cursor, 'seq')[0]);
  const events = await eventsOf(deps.db)
    .find({ caseId, seq: { $gt: after } }, { sort: { seq: 1 }, limit: limit + 1 })
    .toArray();
  const page = events.slice(0, limit);
  const photos = presentFor(deps, actor, doc, 'gcj02', NOTHING_BESIDE)?.photos ?? [];
  const visible = page.filter((event) => viewer === 'staff' || event.visibility === 'public');
  const last = page.at(-1);
  return {
    items: visible.map((event) =>
      presentEvent(event, { viewer, anonymous: doc.anonymousToWorker, photos, care: doc.care }),
    ),
    nextCursor: events.length > limit && last ? encodeCursor([String(last.seq)]) : null,
  };
}
