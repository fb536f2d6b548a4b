import { EVENT_TYPES, type EventType } from '@shared/cases/schemas';
import { type Transition, TRANSITIONS } from '@shared/cases/workflow';

const NAMES = new Map<string, string>([
  ...TRANSITIONS.map(({ action, label }: Transition): [string, string] => [action, label]),
  ['submit', '居民提交'],
  ['warned', '快到期提醒'],
  ['overdue', '超时'],
  ['raised', '超时提级'],
  ['regrid', '网格调整转交'],
  ['expire', '心愿到期'],
  ['held', '文字待审核'],
  ['moderate', '内容审核'],
  ['askReview', '申请复核'],
]);

export const eventName = (type: string): string => NAMES.get(type) ?? type;

/** Steps that never leave the house: internal by nature. */
const INTERNAL: readonly EventType[] = ['warned', 'held', 'askReview'];
export const SENDABLE_EVENTS = EVENT_TYPES.filter((type) => !INTERNAL.includes(type)).map((type) => ({
  value: type,
  text: eventName(type),
}));
