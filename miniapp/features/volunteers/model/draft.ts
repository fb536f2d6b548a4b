import {
  type ActivityChanges,
  type ActivityView,
  type NewActivity,
  type Repeat,
} from '@shared/activities/schemas';
import { readTime, writeTime } from '@shared/time/typed-time';
import { type Skill } from '@shared/volunteers/skills';

export interface ShiftDraft {
  /** Of one that is there; a new one has none. */
  id?: string;
  /** As typed: 2026-11-30 08:00. */
  start: string;
  end: string;
  capacity: string;
  skills: Skill[];
}

export interface ActivityDraft {
  area?: { code: string; name: string };
  title: string;
  text: string;
  bring: string;
  addressText: string;
  place: { lng: number; lat: number } | null;
  party: boolean;
  adults: boolean;
  locals: boolean;
  shifts: ShiftDraft[];
  repeat: 'once' | Repeat['every'];
  times: string;
  notice: string;
}

export const newShift = (): ShiftDraft => ({ start: '', end: '', capacity: '10', skills: [] });

/** What the form begins with: the activity as it stands, or an empty one. */
export function draftOf(activity: ActivityView | undefined): ActivityDraft {
  const rest = { repeat: 'once' as const, times: '4', notice: '' };
  if (!activity)
    return {
      title: '',
      text: '',
      bring: '',
      addressText: '',
      place: null,
      party: false,
      adults: false,
      locals: false,
      shifts: [newShift()],
      ...rest,
    };
  const { title, text, bring, addressText, place, eligibility, shifts } = activity;
  return {
    title,
    text,
    bring,
    addressText,
    place,
    ...eligibility,
    shifts: shifts.map(({ id, start, end, capacity, skills }) => ({
      id,
      start: writeTime(start),
      end: writeTime(end),
      capacity: String(capacity),
      skills,
    })),
    ...rest,
  };
}

export type Wrong = Record<string, string>;
const FORM = '请写成这样：2026-11-30 08:00';

/** The end may be said by its hour alone: 11:00 is of the day of the start. */
export function endOf({ start, end }: Pick<ShiftDraft, 'start' | 'end'>): string | null {
  const hour = /^\s*(\d{1,2})[:：](\d{2})\s*$/.exec(end);
  return readTime(hour ? `${start.trim().split(/\s+/)[0] ?? ''} ${end}` : end);
}

function checkShift(shift: ShiftDraft, at: number): Wrong {
  const capacity = Number(shift.capacity);
  return {
    ...(readTime(shift.start) === null && { [`shifts.${at}.start`]: FORM }),
    ...(endOf(shift) === null && { [`shifts.${at}.end`]: '写几点结束就行，如 11:00' }),
    ...(!(Number.isInteger(capacity) && capacity >= 1) && {
      [`shifts.${at}.capacity`]: '名额是整数，至少 1 个',
    }),
  };
}

/** What is missing, by field; empty when nothing is. */
export function wrongOf(draft: ActivityDraft, isNew: boolean): Wrong {
  return {
    ...(isNew && !draft.area && { areaCode: '请选择哪里的活动' }),
    ...(draft.title.trim().length < 2 && { title: '名称至少 2 个字' }),
    ...(draft.text.trim().length < 2 && { text: '内容至少 2 个字' }),
    ...(draft.addressText.trim().length < 2 && { addressText: '请写明集合地点' }),
    ...(!isNew && draft.notice.trim().length < 2 && { notice: '告诉报名的人改了什么' }),
    ...Object.assign({}, ...draft.shifts.map(checkShift)),
  } as Wrong;
}

const shiftOf = (shift: ShiftDraft) => ({
  start: readTime(shift.start) ?? '',
  end: endOf(shift) ?? '',
  capacity: Number(shift.capacity),
  skills: shift.skills,
});
const wordsOf = ({ title, text, bring, addressText }: ActivityDraft) => ({ title, text, bring, addressText });

/** A new activity as the API takes it; of a draft in which nothing is wrong. */
export function bodyOf(draft: ActivityDraft): Omit<NewActivity, 'place'> & { place?: NewActivity['place'] } {
  const { area, place, party, adults, locals, repeat, times } = draft;
  return {
    ...wordsOf(draft),
    areaCode: area?.code ?? '',
    ...(place && { place: { ...place, coordType: 'gcj02' as const } }),
    eligibility: { party, adults, locals },
    shifts: draft.shifts.map(shiftOf),
    ...(repeat !== 'once' && { repeat: { every: repeat, times: Number(times) } }),
  };
}

/** What has changed of an activity; only shifts that differ are named, so that one that has begun is left alone. */
export function changesOf(draft: ActivityDraft, activity: ActivityView): ActivityChanges {
  const before = draftOf(activity);
  const changed = draft.shifts.filter(
    (shift, at) => shift.id !== undefined && JSON.stringify(shift) !== JSON.stringify(before.shifts[at]),
  );
  const added = draft.shifts.filter(({ id }) => id === undefined);
  const moved = JSON.stringify(draft.place) !== JSON.stringify(before.place);
  const { place } = draft;
  return {
    ...wordsOf(draft),
    ...(moved && { place: place && { lng: place.lng, lat: place.lat, coordType: 'gcj02' as const } }),
    ...(changed.length > 0 && {
      shifts: changed.map((shift) => ({ id: shift.id ?? '', ...shiftOf(shift) })),
    }),
    ...(added.length > 0 && { addShifts: added.map(shiftOf) }),
    notice: draft.notice,
    version: activity.version,
  };
}
