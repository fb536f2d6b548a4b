import { type NotificationView } from '@shared/notifications/contract';
import { routes } from '@miniapp/widgets/routes';

type Leading = Pick<NotificationView, 'kind' | 'topic' | 'caseId'> &
  Partial<Pick<NotificationView, 'linkId' | 'topicId' | 'lines'>>;

/** Where a tap on a message leads; a word to admins without more is of webhooks. */
export function leadsTo({ kind, topic, caseId, linkId, topicId, lines = [] }: Leading): {
  route: string;
  query?: Record<string, string>;
} {
  if (caseId) return { route: topic === 'work' ? routes.handle : routes.detail, query: { id: caseId } };
  if (topicId) return { route: routes.topic, query: { id: topicId } };
  if (kind === 'residence') return { route: routes.residence };
  // A digest of topics alone opens the first; with cases, the list of those.
  const [first] = lines;
  if (kind === 'digest' && first?.topicId && lines.every((line) => line.caseId === null))
    return { route: routes.topic, query: { id: first.topicId } };
  if (kind === 'digest') return { route: routes.mine, query: { tab: 'followed' } };
  if (kind === 'summary') return { route: topic === 'work' ? routes.queue : routes.mine };
  if (kind === 'activity' && linkId) return { route: routes.activity, query: { id: linkId } };
  if (kind === 'callup' && linkId) return { route: routes.callUp, query: { id: linkId } };
  if (kind === 'notice' && linkId) return { route: routes.notice, query: { id: linkId } };
  // A seat somebody waited for.
  if (kind === 'notice' && topic === 'mine') return { route: routes.appointments };
  if (kind === 'volunteer') return { route: routes.volunteering };
  return { route: routes.webhooks };
}
