import type { Sample } from './samples';
import type { World } from './world';

const square = [
  [100, 20],
  [100.1, 20],
  [100.1, 20.1],
  [100, 20.1],
  [100, 20],
];

/** Samples of areas: import, versions. */
export function areaSamples({ home, people }: World): Record<string, Sample[]> {
  const { token } = people.admin;
  return {
    importAreas: [
      {
        path: '/admin/areas/import',
        query: 'dryRun=0&coordType=wgs84',
        token,
        file: true,
        body: {
          type: 'FeatureCollection',
          name: '边界',
          features: [
            {
              type: 'Feature',
              geometry: { type: 'Polygon', coordinates: [square] },
              properties: { code: '8000', name: '新市', level: 'city', parentCode: null, households: 1 },
            },
          ],
        },
      },
    ],
    changeAreas: [
      {
        path: '/admin/area-changes',
        query: 'coordType=wgs84',
        token,
        body: {
          change: { kind: 'merge', code: home.grids[0], others: [home.grids[1]], name: '大网格' },
          posts: [{ postId: `post-${people.worker.id}`, to: null }],
          text: '人少了',
          revision: 1,
          dryRun: true,
        },
      },
      {
        path: '/admin/area-changes',
        token,
        body: {
          change: {
            kind: 'split',
            code: home.grids[0],
            cut: [
              { lng: home.centres[0].lng, lat: 30.001 },
              { lng: home.centres[0].lng, lat: 30.009 },
            ],
            coordType: 'wgs84',
            newSide: 'left',
            name: '一',
            households: 5,
            part: { name: '三', kind: 'basic', settlement: 'urban', households: 3 },
          },
          text: '人多了',
        },
      },
    ],
    listAreaChanges: [{ path: '/admin/area-changes', query: 'limit=5', token }],
    getAreaChange: [{ path: `/admin/area-changes/${'0'.repeat(24)}`, token }],
    listAreaChangeItems: [{ path: `/admin/area-changes/${'0'.repeat(24)}/items`, query: 'limit=5', token }],
    importPosts: [{ path: '/admin/posts/import', query: 'dryRun=1', token, file: true }],
    listPosts: [
      {
        path: '/admin/posts',
        query: `area=${home.community}&limit=5&cursor=post-${people.worker.id}`,
        token,
      },
    ],
    setPostTerm: [
      {
        path: `/admin/posts/post-${people.worker.id}/term`,
        token,
        body: { from: null, until: null },
      },
    ],
    getAreaStation: [{ path: `/areas/${home.grids[0]}/station`, query: 'coordType=wgs84' }],
    setAreaStation: [
      {
        path: `/admin/areas/${home.grids[0]}/station`,
        query: 'coordType=wgs84',
        token,
        body: {
          branch: {
            name: '第一党支部',
            secretary: '李书记',
            address: '春和路 8 号',
            place: { lng: 110, lat: 30, coordType: 'wgs84' },
          },
          station: {
            name: '延时服务站',
            address: '春和路 8 号',
            open: [{ days: [1, 2], from: '08:30', to: '20:00' }],
            place: { lng: 110, lat: 30, coordType: 'wgs84' },
          },
          version: 9,
        },
      },
    ],
    listPartyCards: [{ path: `/areas/${home.grids[0]}/party` }],
    setPartyCard: [
      {
        path: '/me/party/card',
        token,
        body: { shown: true, organisation: true, pledge: true, households: true },
      },
    ],
    getAddressCode: [{ path: `/address-codes/${home.grids[0]}`, query: 'coordType=wgs84' }],
    searchAreas: [{ path: '/areas/search', query: 'q=%E7%BD%91%E6%A0%BC' }],
    registerDoors: [
      {
        path: '/admin/address-codes',
        token,
        body: { doors: [{ line: '幸福路 1 号', place: home.centres[0] }] },
      },
    ],
    listDoors: [
      {
        path: '/admin/address-codes',
        query: `area=${home.community}&limit=5&cursor=D0000000000&coordType=wgs84`,
        token,
      },
    ],
    printAddressCodes: [{ path: `/areas/${home.grids[0]}/address-codes.pdf`, token }],
    printGridPoster: [{ path: `/areas/${home.grids[0]}/poster.pdf`, token }],
    getAreaStats: [{ path: `/areas/${home.grids[0]}/stats` }],
    getDuty: [{ path: `/posts/post-${people.worker.id}/duty` }],
    setDuty: [
      {
        path: `/posts/post-${people.worker.id}/duty`,
        token,
        body: { shifts: [{ weekday: 1, from: '08:30', to: '12:00' }], version: 9 },
      },
    ],
    listVacancies: [
      { path: '/admin/vacancies', query: `area=${home.community}&limit=5&cursor=${home.grids[0]}`, token },
    ],
    listAreaVersions: [{ path: `/admin/areas/${home.grids[0]}/versions`, query: 'coordType=wgs84', token }],
  };
}
