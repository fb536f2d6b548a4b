import { type ManagedNotice, type NoticeCategory } from '@shared/notices/schemas';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import { readTime, writeTime } from '@shared/time/typed-time';

const LENGTHS = [1, 3, 7, 15, 30, 90, 180, 365];
export const LENGTH_OPTIONS = LENGTHS.map((days) => ({
  value: String(days),
  text: days === 1 ? '当天' : days === 365 ? '一年' : `${days} 天`,
}));

/** The end of the last of so many days, the first being that of publication. */
export function endAfter(days: number, publishMs: number): string {
  return new Date(startOfShanghaiDay(shanghaiDate(publishMs)) + days * DAY_MS).toISOString();
}

export interface NoticeDraft {
  area?: { code: string; name: string };
  category?: NoticeCategory;
  title: string;
  text: string;
  when: 'now' | 'later';
  /** As typed. */
  publishAt: string;
  /** In days, or `same` to leave the end where it is. */
  length?: string;
  pinned: boolean;
  important: boolean;
  askAgain: boolean;
}

const EMPTY: NoticeDraft = {
  title: '',
  text: '',
  when: 'now',
  publishAt: '',
  length: '7',
  pinned: false,
  important: false,
  askAgain: false,
};

/** What the form begins with: the notice as it stands, or an empty one. */
export function draftOf(notice: ManagedNotice | undefined): NoticeDraft {
  if (!notice) return EMPTY;
  const { category, title, text, pinned, important, state, publishAt } = notice;
  const when = state === 'scheduled' ? 'later' : 'now';
  return {
    ...EMPTY,
    category,
    title,
    text,
    pinned,
    important,
    when,
    publishAt: writeTime(publishAt),
    length: 'same',
  };
}

export type Wrong = Partial<
  Record<'areaCode' | 'category' | 'title' | 'text' | 'publishAt' | 'validUntil', string>
>;
type Term = { publishAt?: string; validUntil?: string };

function termOf(
  draft: NoticeDraft,
  notice: ManagedNotice | undefined,
  nowMs: number,
): Term | { wrong: Wrong } {
  const isOut = notice?.state === 'current';
  const at = draft.when === 'now' || isOut ? new Date(nowMs).toISOString() : readTime(draft.publishAt);
  if (at === null) return { wrong: { publishAt: '请写成这样：2026-11-30 08:00' } };
  const days = Number(draft.length);
  return {
    // A new one that goes out at once says no time, so that the same words sent again are the same request.
    ...(!isOut && (draft.when === 'later' || notice) && { publishAt: at }),
    ...(draft.length !== 'same' && { validUntil: endAfter(days, Date.parse(at)) }),
  };
}

/** The words of the form as the API takes them, or what is missing, by field. */
export function checkDraft(draft: NoticeDraft, notice: ManagedNotice | undefined, nowMs: number) {
  const { area, category, title, text, pinned, important, askAgain } = draft;
  const term = termOf(draft, notice, nowMs);
  const wrong: Wrong = {
    ...(!notice && !area && { areaCode: '请选择发给哪里' }),
    ...(!category && { category: '请选一类' }),
    ...(title.trim().length < 2 && { title: '标题至少 2 个字' }),
    ...(text.trim().length < 2 && { text: '正文至少 2 个字' }),
    ...('wrong' in term && term.wrong),
  };
  if (!category || 'wrong' in term || Object.keys(wrong).length > 0) return { wrong };
  return { words: { category, title, text, pinned, important }, term, areaCode: area?.code ?? '', askAgain };
}

/** What is asked before it goes out. */
export function questionOf(draft: NoticeDraft, notice: ManagedNotice | undefined) {
  const whom = notice?.area.name ?? draft.area?.name ?? '';
  if (notice?.state === 'current')
    return { title: '保存修改？', text: `${whom}的居民马上看到改过的内容。`, yes: '保存' };
  if (draft.when === 'later')
    return { title: '定时发布？', text: `${draft.publishAt.trim()} 发给${whom}的居民。`, yes: '定时发布' };
  return { title: '现在发布？', text: `${whom}的居民马上能看到。`, yes: '发布' };
}
