import type { NotificationView } from '@shared/notifications/contract';
import { type CaseDoc, type EventDoc, presentEvent, standingOf } from '../cases';
import type { NotificationDoc } from './notification.model';

export type Topic = NotificationView['topic'];

/** Told for his work he reads as staff, of his own case as its reporter, else as the public. */
export const viewerFor = (topic: Topic) =>
  topic === 'work' ? 'staff' : topic === 'mine' ? 'reporter' : 'public';

/** One thing that happened, or several of which the last counts, and where the case stands now. */
export function sayCase(
  doc: CaseDoc,
  events: readonly EventDoc[],
  topic: Topic,
  nowMs: number,
): { title: string; text: string } {
  const viewer = viewerFor(topic);
  const { category, text } = standingOf(doc, viewer, nowMs);
  const last = events.at(-1);
  const happened = last
    ? presentEvent(last, { viewer, anonymous: doc.anonymousToWorker, photos: [], care: doc.care }).title
    : '有新进展';
  const more = events.length > 1 ? `（此间共 ${events.length} 次变化）` : '';
  return { title: `${category}：${happened}${more}`, text };
}

/** The message of these events of one case, oldest first, to one person. */
export function caseMessage(
  doc: CaseDoc,
  events: readonly [EventDoc, ...EventDoc[]],
  to: { userId: string; topic: Topic },
  nowMs: number,
): NotificationDoc {
  const last = events.at(-1) ?? events[0];
  return {
    _id: `${last._id}:${to.userId}`,
    userId: to.userId,
    kind: 'case',
    topic: to.topic,
    ...sayCase(doc, events, to.topic, nowMs),
    caseId: last.caseId,
    caseNumber: doc.number,
    events: events.map(({ _id }) => _id),
    at: last.at,
    read: false,
    ...(doc.urgent && to.topic === 'work' && { urgent: true as const }),
  };
}
