import type { CaseView } from '@shared/cases/schemas';
import type { SlotView } from '@shared/services/views';
import services from '@api/demo/source/services.json';
import { get, post } from '../request';
import type { routingRows } from './matrix-routing';
import { teamWords } from './samples-services';
import { ACTORS, type ActorName } from './world';

type Tools = Parameters<typeof routingRows>[0];
const CARD = 'elder-card';
const NOBODYS = 'f'.repeat(24);

/** Rows of services: the catalogue is everybody's, an application its reporter's and the staff's of its area. */
export function serviceRows({ read, write, all, but, world }: Tools): ReturnType<typeof routingRows> {
  const signedIn = (status: number) => but(status, { anonymous: 401 });
  const readers = (status: number, others: Parameters<Tools['but']>[1] = {}) =>
    but(status, { anonymous: 401, reporter: 403, neighbour: 403, ...others });
  const slots = () => `/services/${CARD}/slots`;
  /** Each actor a slot of his own, so that nobody takes another's last seat. */
  const withSlot = async (actor: ActorName, then: (slotId: string) => Promise<{ status: number }>) => {
    const { body } = await get<{ items: SlotView[] }>(
      world().app,
      `${slots()}?area=${world().home.grids[0]}`,
    );
    return then(body.items[20 + ACTORS.indexOf(actor)]?.id ?? '');
  };
  let filed: Promise<string> | null = null;
  const application = async (tail = '') => {
    filed ??= post<CaseView>(
      world().app,
      '/cases',
      { kind: 'service', text: '办老年证', serviceId: CARD, application: { how: 'proxy' } },
      world().people.reporter.token,
    ).then(({ body }) => body.id);
    return `/cases/${await filed}/application${tail}`;
  };
  const onIt = (method: 'GET' | 'PUT' | 'POST', tail: string, body: object) => async (actor: ActorName) => {
    const path = await application(tail);
    return method === 'GET'
      ? read(() => path)(actor)
      : write(
          method,
          () => path,
          () => body,
        )(actor);
  };
  const staffOnly = but(403, { anonymous: 401, worker: 409, otherWorker: 404, foreign: 404 });
  const gone = `${CARD}/slots/990101001001-202611240831`;
  return {
    listServices: [['', all(200), read(() => `/services?q=lnz`)]],
    getService: [
      ['', all(200), read(() => `/services/${CARD}?area=${world().home.grids[0]}`)],
      ['that is not there', all(404), read(() => '/services/nothing')],
    ],
    listSlots: [['of an area', all(200), read(() => `${slots()}?area=${world().home.grids[0]}`)]],
    holdSlot: [
      [
        'of his own',
        signedIn(200),
        (actor) =>
          withSlot(actor, (id) =>
            write(
              'POST',
              () => `${slots()}/${id}/hold`,
              () => undefined,
            )(actor),
          ),
      ],
      [
        'that is not there',
        signedIn(404),
        write(
          'POST',
          () => `/services/${gone}/hold`,
          () => undefined,
        ),
      ],
    ],
    releaseSlot: [
      [
        'of his own',
        signedIn(204),
        (actor) =>
          withSlot(actor, (id) =>
            write(
              'DELETE',
              () => `${slots()}/${id}/hold`,
              () => undefined,
            )(actor),
          ),
      ],
    ],
    joinWait: [
      [
        'where there is a seat to be had',
        signedIn(409),
        (actor) =>
          withSlot(actor, (id) =>
            write(
              'PUT',
              () => `${slots()}/${id}/wait`,
              () => undefined,
            )(actor),
          ),
      ],
    ],
    leaveWait: [
      [
        '',
        signedIn(204),
        (actor) =>
          withSlot(actor, (id) =>
            write(
              'DELETE',
              () => `${slots()}/${id}/wait`,
              () => undefined,
            )(actor),
          ),
      ],
    ],
    listTeams: [
      ['of an area', all(200), read(() => `/teams?area=${world().home.grids[0]}`)],
      ['of no area that there is', all(404), read(() => '/teams?area=1111')],
    ],
    getTeam: [['that is not there', all(404), read(() => '/teams/nothing')]],
    requestTeam: [
      [
        'that is not there',
        signedIn(404),
        write(
          'POST',
          () => '/teams/nothing/requests',
          () => ({ text: '想问问' }),
        ),
      ],
    ],
    getTeamOrder: [['that is not there', signedIn(404), read(() => `/cases/${NOBODYS}/team-order`)]],
    dispatchTeams: [
      [
        'that is not there',
        but(403, { anonymous: 401, dispatcher: 404, foreign: 404 }),
        write(
          'POST',
          () => `/cases/${NOBODYS}/team-order/dispatch`,
          () => ({ teamIds: ['law'] }),
        ),
      ],
    ],
    recordService: [
      [
        'that is not there',
        signedIn(404),
        write(
          'PUT',
          () => `/cases/${NOBODYS}/team-order/record`,
          () => ({ text: '谈过了' }),
        ),
      ],
    ],
    createVisit: [
      [
        'in the first grid',
        but(403, { anonymous: 401, worker: 201, leader: 201 }),
        write(
          'POST',
          () => '/visits',
          () => ({ purpose: 'patrol', at: '2026-11-23T01:00:00Z', place: world().home.centres[0] }),
        ),
      ],
    ],
    listVisits: [
      ['one’s own', readers(200), read(() => '/visits')],
      [
        'of the first grid',
        readers(200, { otherWorker: 404, foreign: 404 }),
        read(() => `/visits?area=${world().home.grids[0]}`),
      ],
    ],
    summariseVisits: [
      [
        'of the first grid',
        readers(200, { otherWorker: 404, foreign: 404 }),
        read(() => `/visits/summary?period=month&area=${world().home.grids[0]}`),
      ],
    ],
    reportFinding: [
      [
        'that is not there',
        but(403, { anonymous: 401, worker: 404, leader: 404, otherWorker: 404 }),
        write(
          'POST',
          () => `/visits/${NOBODYS}/findings/0/case`,
          () => undefined,
        ),
      ],
    ],
    discloseVisit: [
      [
        'that is not there',
        readers(404),
        write(
          'POST',
          () => `/visits/${NOBODYS}/disclose`,
          () => ({ purpose: '核对探访' }),
        ),
      ],
    ],
    listVisitLooks: [['that is not there', readers(404), read(() => `/visits/${NOBODYS}/looks`)]],
    listWishes: [
      ['of an area', all(200), read(() => `/wishes?area=${world().home.community}&state=done`)],
      ['of no area that there is', all(404), read(() => '/wishes?area=1111')],
    ],
    listMyWishes: [['', signedIn(200), read(() => '/me/wishes?relation=claimed')]],
    listMyAppointments: [['', signedIn(200), read(() => '/me/appointments')]],
    listMyWaits: [['', signedIn(200), read(() => '/me/waits')]],
    cancelAppointment: [
      [
        'that is not there',
        signedIn(404),
        write(
          'POST',
          () => `/me/appointments/${NOBODYS}/cancel`,
          () => undefined,
        ),
      ],
    ],
    rebookAppointment: [
      [
        'that is not there',
        signedIn(404),
        write(
          'POST',
          () => `/me/appointments/${NOBODYS}/rebook`,
          () => ({ slotId: '990101001001-202611240830' }),
        ),
      ],
    ],
    getApplication: [
      [
        'of the reporter',
        but(200, { anonymous: 401, neighbour: 404, otherWorker: 404, foreign: 404 }),
        onIt('GET', '', {}),
      ],
    ],
    giveMaterials: [
      [
        'for whom it is, once it is taken up; with photos that are not there',
        but(403, { anonymous: 401, reporter: 422, neighbour: 404, otherWorker: 404, foreign: 404 }),
        onIt('POST', '/materials', { materials: [{ index: 0, uploadIds: [NOBODYS] }], version: 1 }),
      ],
    ],
    markChecklist: [
      [
        'for whoever has it in hand, once he took it up',
        staffOnly,
        onIt('PUT', '/checklist', { marks: [{ index: 0, state: 'ok' }], version: 1 }),
      ],
    ],
    handOverResult: [
      [
        'for whoever has it in hand, once he took it up',
        staffOnly,
        onIt('POST', '/handover', { method: 'door', text: '送到家', version: 1 }),
      ],
    ],
    getServiceCatalogue: [
      ['as it stands', but(403, { anonymous: 401, admin: 200 }), read(() => '/admin/services')],
    ],
    saveService: [
      [
        'from a version that is not current',
        but(403, { anonymous: 401, admin: 409 }),
        write(
          'PUT',
          () => `/admin/services/${CARD}`,
          () => ({ item: services.services.find(({ id }) => id === CARD), base: 'old' }),
        ),
      ],
    ],
    withdrawService: [
      [
        'from a version that is not current',
        but(403, { anonymous: 401, admin: 409 }),
        write(
          'POST',
          () => `/admin/services/${CARD}/withdraw`,
          () => ({ reason: '停办', base: 'old' }),
        ),
      ],
    ],
    restoreService: [
      [
        'from a version that is not current',
        but(403, { anonymous: 401, admin: 409 }),
        write(
          'POST',
          () => `/admin/services/${CARD}/restore`,
          () => ({ base: 'old' }),
        ),
      ],
    ],
    listManagedTeams: [['of his area', but(403, { anonymous: 401, admin: 200 }), read(() => '/admin/teams')]],
    getManagedTeam: [
      ['that is not there', but(403, { anonymous: 401, admin: 404 }), read(() => '/admin/teams/nothing')],
    ],
    listCaptains: [
      [
        'of the community',
        but(403, { anonymous: 401, admin: 200 }),
        read(() => `/admin/team-captains?area=${world().home.community}`),
      ],
    ],
    createTeam: [
      [
        'of the community',
        but(403, { anonymous: 401, admin: 201 }),
        write(
          'POST',
          () => '/admin/teams',
          () => teamWords(world()),
        ),
      ],
    ],
    changeTeam: [
      [
        'that is not there',
        but(403, { anonymous: 401, admin: 404 }),
        write(
          'PUT',
          () => '/admin/teams/nothing',
          () => ({ ...teamWords(world()), version: 1 }),
        ),
      ],
    ],
    closeTeam: [
      [
        'that is not there',
        but(403, { anonymous: 401, admin: 404 }),
        write(
          'POST',
          () => '/admin/teams/nothing/close',
          () => ({ reason: '换届', version: 1 }),
        ),
      ],
    ],
    reopenTeam: [
      [
        'that is not there',
        but(403, { anonymous: 401, admin: 404 }),
        write(
          'POST',
          () => '/admin/teams/nothing/reopen',
          () => ({ version: 1 }),
        ),
      ],
    ],
    importServices: [
      [
        'that is there already',
        but(403, { anonymous: 401, admin: 200 }),
        write(
          'POST',
          () => '/admin/services/import',
          () => services,
        ),
      ],
    ],
  };
}
