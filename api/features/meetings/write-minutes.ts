import { AppError, invalidField } from '@shared/core/errors';
import { meetingState } from '@shared/meetings/rules';
import type { MinutesBody } from '@shared/meetings/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { staffOf, type TopicDoc } from '../deliberations';
import { claimUploads, picturesOf } from '../uploads';
import { findManaged, meetingIn, termOf } from './find-meeting';
import { writeMeetings } from './write-meeting';

/** Corrections are told too: nobody needs more. */
const VERSIONS_AT_MOST = 10;

function checkWritable(deps: Pick<Deps, 'clock'>, topic: TopicDoc, mid: string) {
  const meeting = meetingIn(topic, mid);
  const state = meetingState(termOf(meeting), meeting.cancelled !== null, deps.clock());
  if (state === 'cancelled') throw new AppError('WRONG_STATE', '这次坝坝会已经取消，没有纪要');
  if (state === 'open') throw new AppError('WRONG_STATE', '坝坝会还没有开，开了以后再写纪要');
  if ((meeting.minutes?.version ?? 0) >= VERSIONS_AT_MOST)
    throw new AppError('WRONG_STATE', '纪要改得太多了，要补充的请在议题下面留言');
  return meeting;
}

/**
 * What was said at a meeting, with photos, for everybody to read. Also after the topic has ended: what was is not over.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE, VALIDATION_FAILED, UPLOAD_NOT_USABLE
 */
export async function writeMinutes(
  deps: Deps,
  actor: Actor,
  { id, mid }: { id: string; mid: string },
  { text, uploadIds = [] }: MinutesBody,
): Promise<TopicDoc> {
  const { topic } = await findManaged(deps, actor, { id, mid });
  checkWritable(deps, topic, mid);
  if (deps.contentCheck.textNow(text).suggest !== 'pass')
    throw invalidField('text', '纪要里有不合适公开的字词，请改一改');
  const claimed = await claimUploads(deps, {
    ownerId: actor.userId,
    ids: uploadIds,
    caseId: id,
    visibility: 'public',
  });
  const uploads = picturesOf(claimed);
  return writeMeetings(deps, actor, id, (found, now) => {
    const { minutes } = checkWritable(deps, found, mid);
    const next = {
      text,
      uploads: uploads.map(({ id: uploadId, kind, width, height }) => ({
        id: uploadId,
        kind,
        width,
        height,
      })),
      by: staffOf(actor),
      at: new Date(deps.clock()),
      version: (minutes?.version ?? 0) + 1,
    };
    return {
      meetings: now.map((each) => (each.id === mid ? { ...each, minutes: next } : each)),
      title: minutes ? '坝坝会纪要有更正' : '坝坝会纪要已公布',
      text: text.slice(0, 200),
    };
  });
}
