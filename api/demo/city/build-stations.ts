import type { AreaDoc } from '@api/features/areas';
import type { StationDoc } from '@api/features/stations';
import { HOME_GRID_CODE } from './build-areas';

const WEEKDAYS = [1, 2, 3, 4, 5];
const COMMUNITY_OPEN = [
  { days: WEEKDAYS, from: '08:30', to: '12:00' },
  { days: WEEKDAYS, from: '13:30', to: '20:00' },
  { days: [6, 7], from: '09:00', to: '17:00' },
];

/** Every community has a party branch and a station open late; the personas' grid has a branch and a corner of its own. */
export function buildStations(areas: readonly AreaDoc[], nowMs: number): StationDoc[] {
  const rest = { version: 1, at: new Date(nowMs) };
  return areas.flatMap(({ _id, level, name, center, centre }): StationDoc[] => {
    if (level === 'community')
      return [
        {
          _id,
          branch: { name: `${name}党委`, secretary: null, address: center?.address ?? null, place: null },
          station: {
            name: `${name}延时服务站`,
            address: center?.address ?? name,
            open: COMMUNITY_OPEN,
            place: centre,
          },
          ...rest,
        },
      ];
    return _id === HOME_GRID_CODE
      ? [
          {
            _id,
            branch: {
              name: `${name}党支部`,
              secretary: '周书记',
              address: '桂花苑 3 号楼架空层',
              place: centre,
            },
            station: null,
            ...rest,
          },
        ]
      : [];
  });
}
