import type { routingRows } from './matrix-routing';

/** Rows of what is imported and kept of areas. */
export function areaRows({
  read,
  write,
  all,
  but,
  world,
}: Parameters<typeof routingRows>[0]): ReturnType<typeof routingRows> {
  const above = but(403, { anonymous: 401, supervisor: 200, admin: 200 });
  const none = but(403, { anonymous: 401, supervisor: 404, admin: 404 });
  const admins = (status: number) => but(403, { anonymous: 401, admin: status });
  const grid = () => world().home.grids[0];
  const post = () => `/posts/post-${world().people.worker.id}`;
  const makers = (own: number, foreign: number) =>
    but(403, { anonymous: 401, dispatcher: own, supervisor: own, admin: own, foreign });
  return {
    getAddressCode: [
      ['of a grid', all(200), read(() => `/address-codes/${grid()}`)],
      ['of nothing', all(404), read(() => '/address-codes/D0000000000')],
    ],
    searchAreas: [['', all(200), read(() => `/areas/search?q=${encodeURIComponent('网格')}`)]],
    registerDoors: [
      [
        'in the first grid',
        makers(201, 403),
        write(
          'POST',
          () => '/admin/address-codes',
          () => ({ doors: [{ line: '幸福路 1 号', place: world().home.centres[0] }] }),
        ),
      ],
    ],
    listDoors: [['of the first grid', makers(200, 403), read(() => `/admin/address-codes?area=${grid()}`)]],
    printAddressCodes: [['', makers(200, 403), read(() => `/areas/${grid()}/address-codes.pdf`)]],
    printGridPoster: [
      ['of no grid', but(404, { anonymous: 401 }), read(() => `/areas/${world().home.community}/poster.pdf`)],
    ],
    getAreaStats: [
      ['of a grid', all(200), read(() => `/areas/${grid()}/stats`)],
      ['of no area that there is', all(404), read(() => '/areas/1111/stats')],
    ],
    changeAreas: [
      [
        'a check of a merge',
        admins(200),
        write(
          'POST',
          () => '/admin/area-changes',
          () => ({
            change: { kind: 'merge', code: grid(), others: [world().home.grids[1]] },
            text: '人少了',
          }),
        ),
      ],
    ],
    listAreaChanges: [['', admins(200), read(() => '/admin/area-changes')]],
    getAreaChange: [['of none there is', admins(404), read(() => `/admin/area-changes/${'0'.repeat(24)}`)]],
    listAreaChangeItems: [
      ['of none there is', admins(404), read(() => `/admin/area-changes/${'0'.repeat(24)}/items`)],
    ],
    listPartyCards: [['of a grid', all(200), read(() => `/areas/${grid()}/party`)]],
    setPartyCard: [
      [
        'of who has reported above',
        but(200, { anonymous: 401 }),
        write(
          'PUT',
          () => '/me/party/card',
          () => ({ shown: true, organisation: false, pledge: false, households: false }),
        ),
      ],
    ],
    getDuty: [['of a post', all(200), read(() => `${post()}/duty`)]],
    setDuty: [
      [
        'of a worker of the first grid, at a version that is gone',
        but(403, { anonymous: 401, dispatcher: 409, admin: 409 }),
        write(
          'PUT',
          () => `${post()}/duty`,
          () => ({ shifts: [], version: 9 }),
        ),
      ],
    ],
    getAreaStation: [
      ['of a grid', all(200), read(() => `/areas/${grid()}/station`)],
      ['of no area that there is', all(404), read(() => '/areas/1111/station')],
    ],
    setAreaStation: [
      [
        'of the first grid, at a version that is gone',
        admins(409),
        write(
          'PUT',
          () => `/admin/areas/${grid()}/station`,
          () => ({ branch: null, station: null, version: 9 }),
        ),
      ],
    ],
    listVacancies: [['', makers(200, 403), read(() => `/admin/vacancies?area=${grid()}`)]],
    importPosts: [
      [
        'what is no sheet',
        admins(415),
        write(
          'POST',
          () => '/admin/posts/import?dryRun=1',
          () => ({}),
        ),
      ],
    ],
    listPosts: [['', makers(200, 403), read(() => `/admin/posts?area=${grid()}`)]],
    setPostTerm: [
      [
        'of a worker of the first grid',
        admins(200),
        write(
          'PUT',
          () => `${post().replace('/posts', '/admin/posts')}/term`,
          () => ({ from: null, until: null }),
        ),
      ],
    ],
    listAreaVersions: [
      ['', above, read(() => `/admin/areas/${world().home.grids[0]}/versions`)],
      ['of no area that there is', none, read(() => '/admin/areas/1111/versions')],
    ],
  };
}
