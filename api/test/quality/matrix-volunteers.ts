import { VOLUNTEER_CONSENT } from '@shared/volunteers/consent';
import type { routingRows } from './matrix-routing';

const NOBODYS = 'f'.repeat(24);
const none = () => undefined;

/** Rows of volunteering: activities are read by all, made by staff, each in his own area; one's own is one's own. */
export function volunteerRows({
  read,
  write,
  all,
  but,
  world,
}: Parameters<typeof routingRows>[0]): ReturnType<typeof routingRows> {
  const nobody = { anonymous: 401 };
  const own = (status: number) => but(status, nobody);
  /** Who organises: all staff but handlers. @param elsewhere of other areas */
  const organisers = (here: number, elsewhere = here, other = here) =>
    but(403, {
      ...nobody,
      worker: other,
      leader: other,
      otherWorker: other,
      dispatcher: here,
      supervisor: here,
      admin: here,
      foreign: elsewhere,
    });
  const desks = (status: number) =>
    but(403, { ...nobody, dispatcher: status, supervisor: status, admin: status, foreign: status });
  const callers = (status: number) => but(403, { ...nobody, supervisor: status, admin: status });
  const activity = `/activities/${NOBODYS}`;
  const shift = `${activity}/shifts/${NOBODYS}`;
  const member = `/workbench/party-members/${NOBODYS}`;
  const callUp = `/callups/${NOBODYS}`;
  const decision = { approve: true, version: 1 };
  const send = (method: string, path: string, body: unknown = undefined) =>
    write(
      method,
      () => path,
      () => body,
    );
  const newActivity = (areaCode: string) => ({
    areaCode,
    title: '清洁家园',
    text: '打扫',
    addressText: '南门',
    shifts: [{ start: '2026-12-01T01:00:00Z', end: '2026-12-01T03:00:00Z', capacity: 5 }],
  });
  return {
    getVolunteer: [['', own(200), read(() => '/me/volunteer')]],
    saveVolunteer: [
      [
        'whoever has a grid',
        own(200),
        send('PUT', '/me/volunteer', {
          name: '张三',
          skills: [],
          times: ['weekend_morning'],
          languages: ['普通话'],
          bornOn: '1980-01-01',
          consentVersion: VOLUNTEER_CONSENT.version,
        }),
      ],
    ],
    leaveVolunteers: [['', own(200), send('DELETE', '/me/volunteer')]],
    listManagedVolunteers: [['', desks(200), read(() => '/workbench/volunteers')]],
    decideVolunteer: [
      ['who is not there', desks(404), send('POST', `/workbench/volunteers/${NOBODYS}/decision`, decision)],
    ],
    reportParty: [
      [
        'whoever has a grid',
        own(200),
        send('POST', '/me/party/report', { name: '张三', organisation: '第一党支部' }),
      ],
    ],
    getPartyReport: [['', own(200), read(() => '/me/party/report')]],
    myHouseholds: [['', own(200), read(() => '/me/party/households')]],
    visitHousehold: [
      [
        'that is not his',
        own(404),
        send('POST', `/me/party/households/${NOBODYS}/visits`, { text: '看过了' }),
      ],
    ],
    listPartyMembers: [['', desks(200), read(() => '/workbench/party-members')]],
    decidePartyMember: [['who is not there', desks(404), send('POST', `${member}/decision`, decision)]],
    listHouseholds: [['of nobody', desks(404), read(() => `${member}/households`)]],
    linkHousehold: [
      ['to nobody', desks(404), send('POST', `${member}/households`, { address: '3 号楼 201' })],
    ],
    unlinkHousehold: [['of nobody', desks(404), send('DELETE', `${member}/households/${NOBODYS}`)]],
    listCallUps: [['', own(200), read(() => '/callups')]],
    getCallUp: [['that is not there', own(404), read(() => callUp)]],
    createCallUp: [
      [
        'in the first community',
        callers(201),
        write(
          'POST',
          () => '/callups',
          () => ({
            areaCode: world().home.community,
            title: '抢险',
            text: '搬沙袋',
            meetAt: '门口',
            until: '2026-11-25T00:00:00Z',
          }),
        ),
      ],
    ],
    answerCallUp: [['that is not there', own(404), send('PUT', `${callUp}/answer`, { answer: 'no' })]],
    closeCallUp: [['that is not there', callers(404), write('POST', () => `${callUp}/close`, none)]],
    listActivities: [['of an area', all(200), read(() => `/activities?area=${world().home.community}`)]],
    getActivity: [['that is not there', all(404), read(() => activity)]],
    createActivity: [
      [
        'in the first community: its desk and above; a worker only in his grid',
        organisers(201, 403, 403),
        write(
          'POST',
          () => '/activities',
          () => newActivity(world().home.community),
        ),
      ],
    ],
    changeActivity: [
      ['that is not there', organisers(404), send('PATCH', activity, { notice: '换地方', version: 1 })],
    ],
    cancelActivity: [
      [
        'that is not there',
        organisers(404),
        send('POST', `${activity}/cancel`, { reason: '下雨', version: 1 }),
      ],
    ],
    signUp: [['that is not there', own(404), write('POST', () => `${shift}/signup`, none)]],
    cancelSignUp: [['that is not there', own(404), send('DELETE', `${shift}/signup`)]],
    confirmSignUp: [['that is not there', own(404), write('POST', () => `${shift}/signup/confirm`, none)]],
    myActivities: [['', own(200), read(() => '/me/activities')]],
    getCheckInCodes: [['that is not there', organisers(404), read(() => `${activity}/checkin-codes`)]],
    checkIn: [['that is not there', own(404), send('POST', `${activity}/checkin`, { code: '123456' })]],
    checkOut: [['that is not there', own(404), write('POST', () => `${activity}/checkout`, none)]],
    listAttendees: [['that is not there', organisers(404), read(() => `${shift}/signups`)]],
    correctAttendance: [
      [
        'that is not there',
        organisers(404),
        send('POST', `${activity}/signups/${NOBODYS}/correct`, {
          present: false,
          reason: '没来',
          version: 1,
        }),
      ],
    ],
    confirmHours: [
      ['that is not there', organisers(404), write('POST', () => `${shift}/confirm-hours`, none)],
    ],
    shiftCalendar: [['that is not there', all(404), read(() => `${shift}/calendar.ics`)]],
    getHours: [['', own(200), read(() => '/me/volunteer/hours')]],
    getYear: [['', own(200), read(() => '/me/volunteer/years/2026')]],
    getCertificate: [['without hours', own(409), read(() => '/me/volunteer/certificate')]],
    checkCertificate: [['that is not there', all(404), read(() => '/certificates/2345-6789-ABCD')]],
  };
}
