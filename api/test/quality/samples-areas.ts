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
    listAreaVersions: [{ path: `/admin/areas/${home.grids[0]}/versions`, query: 'coordType=wgs84', token }],
  };
}
