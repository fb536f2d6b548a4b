import type { Sample } from './samples';
import type { World } from './world';

const NOBODYS = 'f'.repeat(24);
const cursor = Buffer.from(NOBODYS).toString('base64url');
const place = Buffer.from(`1|${NOBODYS}`).toString('base64url');
const number = Buffer.from('7').toString('base64url');

/** Samples of volunteering; what acts on something acts on what is not there, so that nothing they say is ever right. */
export function volunteerSamples({ home, people }: World): Record<string, Sample[]> {
  const { reporter, dispatcher, supervisor } = people;
  const me = { token: reporter.token };
  const desk = { token: dispatcher.token };
  const activity = `/activities/${NOBODYS}`;
  const shift = `${activity}/shifts/${NOBODYS}`;
  const member = `/workbench/party-members/${NOBODYS}`;
  const callUp = `/callups/${NOBODYS}`;
  const managed = `state=pending&limit=5&cursor=${cursor}`;
  return {
    getVolunteer: [{ path: '/me/volunteer', ...me }],
    saveVolunteer: [
      {
        path: '/me/volunteer',
        ...me,
        body: {
          name: '李居民',
          skills: ['first_aid'],
          times: ['weekend_morning'],
          languages: ['普通话'],
          bornOn: '1980-01-01',
          guardian: { name: '李家长', phone: '13800001111', consent: true },
          // Old, so that the sample itself is never right.
          consentVersion: '2020-01',
          version: 1,
        },
      },
    ],
    leaveVolunteers: [{ path: '/me/volunteer', ...me }],
    listManagedVolunteers: [{ path: '/workbench/volunteers', query: managed, ...desk }],
    decideVolunteer: [
      {
        path: `/workbench/volunteers/${NOBODYS}/decision`,
        ...desk,
        body: { approve: false, reason: '信息不全', version: 1 },
      },
    ],
    reportParty: [
      {
        path: '/me/party/report',
        token: dispatcher.token,
        body: { name: '孙丽', organisation: '第一党支部', pledge: '每月走访' },
      },
    ],
    getPartyReport: [{ path: '/me/party/report', ...me }],
    myHouseholds: [{ path: '/me/party/households', ...me }],
    visitHousehold: [{ path: `/me/party/households/${NOBODYS}/visits`, ...me, body: { text: '老人身体好' } }],
    listPartyMembers: [{ path: '/workbench/party-members', query: managed, ...desk }],
    decidePartyMember: [
      { path: `${member}/decision`, ...desk, body: { approve: false, reason: '查无此人', version: 1 } },
    ],
    listHouseholds: [{ path: `${member}/households`, ...desk }],
    linkHousehold: [
      { path: `${member}/households`, ...desk, body: { address: '3 号楼 201', note: '独居老人' } },
    ],
    unlinkHousehold: [{ path: `${member}/households/${NOBODYS}`, ...desk }],
    listCallUps: [{ path: '/callups', query: `limit=5&cursor=${cursor}`, ...me }],
    getCallUp: [{ path: callUp, ...me }],
    createCallUp: [
      {
        path: '/callups',
        token: supervisor.token,
        body: {
          areaCode: home.community,
          skill: 'rescue',
          title: '积水抢险',
          text: '搬沙袋',
          meetAt: '社区门口',
          until: '2026-11-24T00:00:00Z',
        },
      },
    ],
    answerCallUp: [{ path: `${callUp}/answer`, ...me, body: { answer: 'coming' } }],
    closeCallUp: [{ path: `${callUp}/close`, token: supervisor.token }],
    listActivities: [
      {
        path: '/activities',
        query: `area=${home.community}&from=2026-11-23T00:00:00Z&limit=5&cursor=${place}`,
      },
    ],
    getActivity: [{ path: activity, query: 'coordType=wgs84' }],
    createActivity: [
      {
        path: '/activities',
        ...desk,
        body: {
          areaCode: home.community,
          title: '清洁家园',
          text: '打扫',
          bring: '手套',
          addressText: '南门',
          place: home.centres[0],
          eligibility: { party: false, adults: true, locals: false },
          shifts: [
            { start: '2026-12-01T01:00:00Z', end: '2026-12-01T03:00:00Z', capacity: 5, skills: ['cleaning'] },
          ],
          repeat: { every: 'week', times: 2 },
        },
      },
    ],
    changeActivity: [
      {
        path: activity,
        ...desk,
        body: {
          title: '改了',
          text: '打扫',
          bring: '手套',
          addressText: '北门',
          place: home.centres[0],
          shifts: [{ id: NOBODYS, capacity: 9 }],
          notice: '换地方',
          version: 1,
        },
      },
    ],
    cancelActivity: [
      { path: `${activity}/cancel`, ...desk, body: { reason: '下雨', following: true, version: 1 } },
    ],
    signUp: [{ path: `${shift}/signup`, ...me }],
    cancelSignUp: [{ path: `${shift}/signup`, ...me }],
    confirmSignUp: [{ path: `${shift}/signup/confirm`, ...me }],
    myActivities: [{ path: '/me/activities', query: `limit=5&cursor=${cursor}`, ...me }],
    getCheckInCodes: [{ path: `${activity}/checkin-codes`, ...desk }],
    checkIn: [
      {
        path: `${activity}/checkin`,
        ...me,
        body: { code: '123456', capturedAt: '2026-11-23T00:00:00Z' },
      },
      { path: `${activity}/checkin`, ...me, body: { place: home.centres[0] } },
    ],
    checkOut: [{ path: `${activity}/checkout`, ...me }],
    listAttendees: [{ path: `${shift}/signups`, query: `limit=5&cursor=${number}`, ...desk }],
    correctAttendance: [
      {
        path: `${activity}/signups/${NOBODYS}/correct`,
        ...desk,
        body: { present: true, minutes: 60, reason: '忘了签到', version: 1 },
      },
    ],
    confirmHours: [{ path: `${shift}/confirm-hours`, ...desk }],
    shiftCalendar: [{ path: `${shift}/calendar.ics` }],
    getHours: [{ path: '/me/volunteer/hours', query: `limit=5&cursor=${number}`, ...me }],
    getYear: [{ path: '/me/volunteer/years/2026', ...me }],
    getCertificate: [{ path: '/me/volunteer/certificate', query: 'year=2026', ...me }],
    checkCertificate: [{ path: '/certificates/2345-6789-ABCD' }],
  };
}
