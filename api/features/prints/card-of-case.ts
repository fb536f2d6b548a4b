import { buffer } from 'node:stream/consumers';
import mongoose from 'mongoose';
import type { CasePhoto, CaseView } from '@shared/cases/schemas';
import { isOpen } from '@shared/cases/statuses';
import { AppError } from '@shared/core/errors';
import { DAY_MS, friendlyTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { findCase, lookBeside, presentCase, viewerOf } from '../cases';
import { type UploadDoc, uploadsOf } from '../uploads';
import { drawCard, type Card } from './draw-card';

const A_MINUTE = 60;

/** As a date with its clock: the picture is looked at on another day than it is drawn. */
const timeText = (iso: string) => friendlyTime(Date.parse(iso), Date.parse(iso) - 400 * DAY_MS);

function noteOf({ reply, status, deadlines }: CaseView): string {
  if (reply) return `${reply.resultName}：${reply.text}`;
  if (status === 'submitted') return `承诺 ${timeText(deadlines.respondBy)} 前受理`;
  return isOpen(status) ? `承诺 ${timeText(deadlines.resolveBy)} 前答复` : '';
}

async function pictureOf(deps: Deps, photo: CasePhoto | undefined): Promise<Buffer | null> {
  if (!photo) return null;
  const doc = await uploadsOf(deps.db).findById(new mongoose.Types.ObjectId(photo.id)).lean<UploadDoc>();
  const object = doc && (await deps.storage.get(doc.key));
  return object ? buffer(object.stream) : null;
}

/** What was mended is the better picture; until then what is wrong. */
function coverOf({ photos }: CaseView): CasePhoto | undefined {
  const images = photos.filter(({ kind }) => kind === 'image');
  return images.findLast(({ stage }) => stage === 'after') ?? images.find(({ stage }) => stage === 'before');
}

function toneOf({ status, flags }: CaseView): Card['tone'] {
  if (flags.overdue) return 'overdue';
  if (status === 'verified' || status === 'closed') return 'done';
  return status === 'submitted'
    ? 'waiting'
    : status === 'declined' || status === 'merged'
      ? 'declined'
      : 'working';
}

/**
 * The picture of a case that goes with its link into a chat: drawn from what a stranger may see, whoever asks.
 * @returns a tag that changes with the picture, and the drawing (JPEG, 5:4) for when it is wanted
 * @throws AppError NOT_FOUND for a case that is not public, TOO_MANY_REQUESTS
 */
export async function cardOfCase(deps: Deps, ref: string, ip: string) {
  const doc = await findCase(deps.db, ref);
  if (!doc || viewerOf(null, doc) !== 'public')
    throw new AppError('NOT_FOUND', '没有找到这件事，或它没有公开');
  await deps.limits.take('card', ip, A_MINUTE, 60);
  const view = presentCase(doc, {
    deps,
    actor: null,
    viewer: 'public',
    coordType: 'gcj02',
    beside: await lookBeside(deps.db, doc, null),
  });
  const photo = coverOf(view);
  return {
    tag: `${view.id}-${view.version}-${view.flags.overdue ? 'late' : 'due'}-${photo?.id ?? 'none'}`,
    draw: async () =>
      drawCard({
        status: view.statusName,
        tone: toneOf(view),
        category: view.category.name,
        text: view.text,
        note: noteOf(view),
        place: view.area.path
          .filter(({ level }) => level === 'street' || level === 'community' || level === 'grid')
          .map(({ name }) => name)
          .join(' '),
        time: timeText(view.createdAt),
        followers: view.followers,
        photo: await pictureOf(deps, photo),
      }),
  };
}
