import services from '@api/demo/source/services.json';
import type { Sample } from './samples';
import type { World } from './world';

/** A team of the community that nobody takes orders for. */
export const teamWords = ({ home }: Pick<World, 'home'>) => ({
  name: '法律服务队',
  type: 'professional',
  professions: ['律师'],
  areaCode: home.community,
  summary: '讲法答疑',
  hours: '每周二',
  members: [{ name: '癸律师', profession: '律师', duty: '答疑', languages: ['普通话'], shown: true }],
  services: [{ name: '法律咨询', minutes: 30, note: '带合同' }],
  category: 'MS-0313',
  capacity: 2,
  captainId: null,
});

/** Samples of services; a slot, an application and an appointment that are not there. */
export function serviceSamples({ home, people }: World): Record<string, Sample[]> {
  const { reporter, worker, admin } = people;
  const slot = '/services/elder-card/slots/990101001001-202611240831';
  const gone = 'f'.repeat(24);
  const { token } = reporter;
  const cursor = Buffer.from(gone).toString('base64url');
  return {
    listServices: [{ path: '/services', query: 'q=lnz&group=elderly' }],
    getService: [{ path: '/services/elder-card', query: `area=${home.grids[0]}&coordType=wgs84` }],
    listSlots: [
      {
        path: '/services/elder-card/slots',
        query: `from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z&area=${home.grids[0]}`,
      },
    ],
    holdSlot: [{ path: `${slot}/hold`, token }],
    releaseSlot: [{ path: `${slot}/hold`, token }],
    joinWait: [{ path: `${slot}/wait`, token }],
    leaveWait: [{ path: `${slot}/wait`, token }],
    listTeams: [{ path: '/teams', query: `area=${home.grids[0]}&profession=x` }],
    getTeam: [{ path: '/teams/nothing' }],
    requestTeam: [
      {
        path: '/teams/nothing/requests',
        token,
        body: { text: '想问问', place: { lng: 110, lat: 30, coordType: 'wgs84' }, when: '周二' },
      },
    ],
    getTeamOrder: [{ path: `/cases/${gone}/team-order`, token }],
    dispatchTeams: [
      {
        path: `/cases/${gone}/team-order/dispatch`,
        token: people.dispatcher.token,
        body: { teamIds: ['law'] },
      },
    ],
    recordService: [{ path: `/cases/${gone}/team-order/record`, token, body: { text: '谈过了' } }],
    createVisit: [
      {
        path: '/visits',
        query: 'coordType=wgs84',
        token: worker.token,
        body: {
          purpose: 'patrol',
          at: '2026-11-23T01:00:00Z',
          place: { lng: 100, lat: 30, coordType: 'wgs84' },
          placeText: '3号楼',
          people: ['李桂芬'],
          note: '都好',
          findings: ['灯坏了'],
        },
      },
    ],
    listVisits: [
      {
        path: '/visits',
        query: `area=${home.grids[0]}&date=2026-11-23&limit=5&cursor=${Buffer.from(`1|${gone}`).toString('base64url')}&coordType=wgs84`,
        token: worker.token,
      },
    ],
    summariseVisits: [
      {
        path: '/visits/summary',
        query: `period=month&date=2026-11-23&area=${home.grids[0]}`,
        token: worker.token,
      },
    ],
    reportFinding: [
      { path: `/visits/${gone}/findings/0/case`, query: 'coordType=wgs84', token: worker.token },
    ],
    discloseVisit: [{ path: `/visits/${gone}/disclose`, token: worker.token, body: { purpose: '核对探访' } }],
    listVisitLooks: [{ path: `/visits/${gone}/looks`, token: worker.token }],
    listWishes: [
      { path: '/wishes', query: `state=open&area=${home.community}&limit=5&cursor=${cursor}`, token },
    ],
    listMyWishes: [{ path: '/me/wishes', query: `relation=made&limit=5&cursor=${cursor}`, token }],
    listMyAppointments: [{ path: '/me/appointments', query: `limit=5&cursor=${cursor}`, token }],
    listMyWaits: [{ path: '/me/waits', token }],
    cancelAppointment: [{ path: `/me/appointments/${gone}/cancel`, token }],
    rebookAppointment: [
      { path: `/me/appointments/${gone}/rebook`, token, body: { slotId: '990101001001-202611240830' } },
    ],
    getApplication: [{ path: `/cases/${gone}/application`, token }],
    giveMaterials: [
      {
        path: `/cases/${gone}/application/materials`,
        token,
        body: { materials: [{ index: 0, uploadIds: [gone] }], version: 1 },
      },
    ],
    markChecklist: [
      {
        path: `/cases/${gone}/application/checklist`,
        token: worker.token,
        body: { marks: [{ index: 0, state: 'missing', comment: '没拍清' }], version: 1 },
      },
    ],
    handOverResult: [
      {
        path: `/cases/${gone}/application/handover`,
        token: worker.token,
        body: {
          method: 'door',
          text: '送到家',
          to: { who: 'family', name: '许静怡' },
          at: '2026-11-23T01:00:00Z',
          uploadIds: [],
          version: 1,
        },
      },
    ],
    getServiceCatalogue: [{ path: '/admin/services', token: admin.token }],
    saveService: [
      {
        path: '/admin/services/elder-card',
        token: admin.token,
        body: { item: services.services.find(({ id }) => id === 'elder-card'), base: 'old' },
      },
    ],
    withdrawService: [
      {
        path: '/admin/services/elder-card/withdraw',
        token: admin.token,
        body: { reason: '停办', base: 'old' },
      },
    ],
    restoreService: [
      { path: '/admin/services/elder-card/restore', token: admin.token, body: { base: 'old' } },
    ],
    listManagedTeams: [
      {
        path: '/admin/teams',
        query: `limit=5&cursor=${Buffer.from('law').toString('base64url')}`,
        token: admin.token,
      },
    ],
    getManagedTeam: [{ path: '/admin/teams/nothing', token: admin.token }],
    listCaptains: [{ path: '/admin/team-captains', query: `area=${home.community}&q=x`, token: admin.token }],
    createTeam: [{ path: '/admin/teams', token: admin.token, body: teamWords({ home }) }],
    changeTeam: [
      {
        path: '/admin/teams/nothing',
        token: admin.token,
        body: { ...teamWords({ home }), version: 1 },
      },
    ],
    closeTeam: [
      { path: '/admin/teams/nothing/close', token: admin.token, body: { reason: '换届', version: 1 } },
    ],
    reopenTeam: [{ path: '/admin/teams/nothing/reopen', token: admin.token, body: { version: 1 } }],
    importServices: [
      {
        path: '/admin/services/import',
        query: 'dryRun=0',
        token: admin.token,
        body: { ...services, version: 'hostile', services: services.services.slice(0, 1) },
      },
    ],
  };
}

/** What a submission carries when it is a wish; the photos are not there. */
export const WISH_CASE = {
  kind: 'wish',
  wish: { type: 'thing', forWhom: 'child' },
  uploadIds: ['f'.repeat(24)],
};

/** What a submission carries when it applies for a service. */
export const SERVICE_CASE = {
  kind: 'service',
  serviceId: 'elder-card',
  slotId: '990101001001-202611240831',
  application: {
    how: 'appointment',
    forWhom: { relation: 'parent', name: '李桂芬', consent: 'phone' },
    materials: [],
  },
};
