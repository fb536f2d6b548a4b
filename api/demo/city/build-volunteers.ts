import * as z from 'zod';
import { SHIFT_STEPS } from '@shared/activities/rules';
import { servicePoints, rulesAt } from '@shared/points/rules';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import { VOLUNTEER_CONSENT } from '@shared/volunteers/consent';
import { type Skill, skillSchema } from '@shared/volunteers/skills';
import { type ActivityDoc, dueOf, type SignUpDoc } from '@api/features/activities';
import type { EntryDoc } from '@api/features/points';
import type { HouseholdDoc, PartyMemberDoc, VolunteerDoc } from '@api/features/volunteers';
import { maskPhone } from '@api/integrations/sms';
import type { FieldCrypto } from '@api/store/field-crypto';
import source from '../source/activities.json';
import { CITY_CODE, DISTRICT_CODE, HOME_GRID_CODE } from './build-areas';
import { DEMO_PLACE } from './demo-place';
import { PERSONA_ENTRIES } from './personas';
import { stableId } from './pick';

const HOUR = 3_600_000;
const COMMUNITY = HOME_GRID_CODE.slice(0, 12);
const COMMUNITY_PATH = [CITY_CODE, DISTRICT_CODE, HOME_GRID_CODE.slice(0, 9), COMMUNITY];
const HOME_PATH = [...COMMUNITY_PATH, HOME_GRID_CODE];

const activitySchema = z.strictObject({
  title: z.string(),
  text: z.string(),
  bring: z.string(),
  addressText: z.string(),
  inDays: z.number(),
  hour: z.number(),
  hours: z.number(),
  capacity: z.number(),
  skills: z.array(skillSchema),
  signedUp: z.number().describe('前几位志愿者报了名，多出来的候补'),
});
type Planned = z.output<typeof activitySchema>;

/** The first is the persona; the others are residents of the home grid. */
const NAMES: [name: string, skills: Skill[], state: 'verified' | 'pending', minor?: true][] = [
  [PERSONA_ENTRIES.volunteer.nickname, ['haircut', 'elder_care', 'rescue', 'tutoring'], 'verified'],
  ['韩秀兰', ['elder_care', 'haircut'], 'verified'],
  ['唐志勇', ['repair', 'rescue', 'elder_care'], 'verified'],
  ['古丽娜尔', ['translation', 'tutoring', 'elder_care'], 'verified'],
  ['郭小军', ['driving', 'rescue'], 'verified'],
  ['叶文静', ['publicity'], 'pending'],
  ['林子轩', ['tutoring'], 'pending', true],
];
const userIdOf = (n: number) =>
  (n === 0 ? stableId('persona', 'volunteer') : stableId('resident', HOME_GRID_CODE, n - 1)).toHexString();

function buildProfiles(crypto: FieldCrypto, nowMs: number): VolunteerDoc[] {
  return NAMES.map(([name, skills, state, minor], n) => {
    const at = new Date(nowMs - (state === 'pending' ? n * HOUR : (200 - n) * DAY_MS));
    const phone = '13700009999';
    return {
      _id: userIdOf(n),
      state,
      name,
      skills,
      times: ['weekend_morning', 'weekend_afternoon'],
      languages: name === '古丽娜尔' ? ['普通话', '维吾尔语'] : ['普通话'],
      areaPath: HOME_PATH,
      adultOn: minor ? shanghaiDate(nowMs + 500 * DAY_MS) : null,
      guardian: minor
        ? { name: '林建平', phoneSealed: crypto.encrypt(phone), phoneMasked: maskPhone(phone), consentAt: at }
        : null,
      consent: { version: VOLUNTEER_CONSENT.version, at },
      decision: state === 'verified' ? { at, by: 'demo', reason: null } : null,
      appliedAt: at,
      listedBy: stableId('volunteer', n),
      version: 1,
    };
  });
}

function buildActivity(planned: Planned, n: number, nowMs: number): ActivityDoc {
  const { inDays, hour, hours, capacity, skills, signedUp: _signedUp, ...words } = planned;
  const start = startOfShanghaiDay(shanghaiDate(nowMs)) + inDays * DAY_MS + hour * HOUR;
  const shift = {
    id: stableId('shift', n).toHexString(),
    start: new Date(start),
    end: new Date(start + hours * HOUR),
    capacity,
    skills,
    step: inDays > 0 ? SHIFT_STEPS[0] : null,
  };
  const { nickname, staff } = PERSONA_ENTRIES['community-dispatcher'];
  return {
    ...words,
    _id: stableId('activity', n),
    areaCode: COMMUNITY,
    areaPath: COMMUNITY_PATH,
    place: DEMO_PLACE,
    eligibility: { party: false, adults: false, locals: false },
    organiser: {
      userId: stableId('persona', 'community-dispatcher').toHexString(),
      name: nickname,
      title: staff?.title ?? '',
    },
    shifts: [shift],
    startsAt: shift.start,
    endsAt: shift.end,
    ...dueOf([shift]),
    seriesId: null,
    codeSeed: `demo-${n}`,
    change: null,
    movedAt: null,
    cancelled: null,
    createdAt: new Date(start - 10 * DAY_MS),
    version: 1,
  };
}

/** Who signed up, in order; seats as far as they go. Past ones were all served to their end. */
function buildSignUps(activity: ActivityDoc, { signedUp, capacity, inDays, hours }: Planned): SignUpDoc[] {
  const [shift] = activity.shifts;
  if (!shift) return [];
  // The persona is left free to sign up for what is to come.
  const people = NAMES.map(([name], n) => ({ name, userId: userIdOf(n) })).slice(inDays > 0 ? 1 : 0);
  const verified = people.slice(0, Math.min(signedUp, inDays > 0 ? 4 : 5));
  return verified.map(({ name, userId }, at): SignUpDoc => {
    const seated = at < capacity;
    const past = inDays < 0;
    return {
      _id: stableId('sign-up', shift.id, at),
      activityId: activity._id,
      shiftId: shift.id,
      userId,
      name,
      arrival: at + 1,
      state: seated ? 'confirmed' : 'waiting',
      standing: seated ? 'seat' : 'queue',
      active: true,
      ...(seated && { seat: at + 1 }),
      attendance: {
        state: past ? 'confirmed' : 'none',
        inAt: past ? shift.start : null,
        inBy: past ? 'code' : null,
        outAt: past ? shift.end : null,
        minutes: past ? hours * 60 : null,
        correction: null,
        revision: 1,
      },
      at: new Date(activity.createdAt.getTime() + at * HOUR),
      version: 1,
    };
  });
}

/** The ledger of what was served, in the order of time. */
function buildEntries(activities: readonly ActivityDoc[], signUps: readonly SignUpDoc[]): EntryDoc[] {
  const totals = new Map<string, { seq: number; total: EntryDoc['total'] }>();
  const served = signUps
    .flatMap((doc) => {
      const activity = activities.find(({ _id }) => _id.equals(doc.activityId));
      const { minutes } = doc.attendance;
      return activity && minutes ? [{ doc, activity, minutes }] : [];
    })
    .sort((a, b) => a.activity.startsAt.getTime() - b.activity.startsAt.getTime());
  return served.map(({ doc, activity, minutes }) => {
    const { seq, total } = totals.get(doc.userId) ?? {
      seq: 0,
      total: { points: 0, minutes: 0, services: 0 },
    };
    const points = servicePoints(minutes, activity.startsAt.getTime());
    const now = {
      seq: seq + 1,
      total: {
        points: total.points + points,
        minutes: total.minutes + minutes,
        services: total.services + 1,
      },
    };
    totals.set(doc.userId, now);
    const ref = doc._id.toHexString();
    return {
      ...now,
      _id: `${ref}:1`,
      userId: doc.userId,
      reason: 'service' as const,
      ref,
      revision: 1,
      title: activity.title,
      points,
      minutes,
      services: 1,
      rules: rulesAt(activity.startsAt.getTime()).version,
      servedAt: activity.startsAt,
      at: new Date(activity.endsAt.getTime() + DAY_MS),
    };
  });
}

const HOUSEHOLDS: [address: string, note: string | null, visitedDaysAgo: number | null][] = [
  ['桂花苑 3 号楼 2 单元 201', '独居老人，耳朵背', 33],
  ['桂花苑 3 号楼 2 单元 302', '刚搬来，孩子上小学', null],
  ['桂花苑 5 号楼 1 单元 101', '行动不便，需要代买药', 40],
];

function buildParty(nowMs: number): { partyMembers: PartyMemberDoc[]; linkedHouseholds: HouseholdDoc[] } {
  const memberId = stableId('persona', 'party-member').toHexString();
  const at = new Date(nowMs - 120 * DAY_MS);
  return {
    partyMembers: [
      {
        _id: memberId,
        state: 'verified',
        name: PERSONA_ENTRIES['party-member'].nickname,
        organisation: '市第一中学退休教师党支部',
        pledge: '每月走访，帮老人缴费和买药',
        areaPath: HOME_PATH,
        reportedAt: at,
        decision: { at, by: 'demo', reason: null },
        card: { shown: true, organisation: true, pledge: true, households: true },
        remindedIn: null,
        listedBy: stableId('party', 0),
        version: 2,
      },
    ],
    linkedHouseholds: HOUSEHOLDS.map(([address, note, daysAgo], n) => ({
      _id: stableId('household', n),
      memberId,
      address,
      note,
      lastVisit:
        daysAgo === null ? null : { at: new Date(nowMs - daysAgo * DAY_MS), text: '都好，家里没有困难' },
      visitedIn: daysAgo === null ? null : shanghaiDate(nowMs - daysAgo * DAY_MS).slice(0, 7),
      linkedBy: 'demo',
      linkedAt: at,
    })),
  };
}

/** Volunteers of the personas' community: who they are, what they did and what is to come. */
export function buildVolunteers(crypto: FieldCrypto, nowMs: number) {
  const planned = z.array(activitySchema).parse(source);
  const activities = planned.map((each, n) => buildActivity(each, n, nowMs));
  const signUps = planned.flatMap((each, n) => {
    const activity = activities[n];
    return activity ? buildSignUps(activity, each) : [];
  });
  return {
    volunteers: buildProfiles(crypto, nowMs),
    activities,
    signUps,
    pointEntries: buildEntries(activities, signUps),
    ...buildParty(nowMs),
  };
}
