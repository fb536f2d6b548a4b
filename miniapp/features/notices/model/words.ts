import { type ManagedItem, type NoticeState } from '@shared/notices/schemas';
import { calendarTime } from '@shared/time/shanghai';
import { type IconName, type StatusTone } from '@miniapp/ui';

export const STATE_WORDS: Record<NoticeState, { text: string; tone: StatusTone; icon: IconName }> = {
  scheduled: { text: '待发布', tone: 'waiting', icon: 'clock' },
  current: { text: '正在公告', tone: 'done', icon: 'check-circle' },
  ended: { text: '已过期', tone: 'declined', icon: 'minus-circle' },
  withdrawn: { text: '已撤回', tone: 'declined', icon: 'undo' },
};

/** The dates of a notice as its writer reads them; of a withdrawn one, why. */
export function termText(
  {
    state,
    publishAt,
    validUntil,
    withdrawn,
  }: Pick<ManagedItem, 'state' | 'publishAt' | 'validUntil' | 'withdrawn'>,
  nowMs: number,
): string {
  if (withdrawn) return `撤回：${withdrawn.reason}`;
  const time = (iso: string) => calendarTime(Date.parse(iso), nowMs);
  if (state === 'scheduled') return `${time(publishAt)} 发布，到 ${time(validUntil)}`;
  return `${time(publishAt)} 到 ${time(validUntil)}`;
}
