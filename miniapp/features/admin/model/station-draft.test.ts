import { type AreaStation } from '@shared/stations/contract';
import { stationDraftOf, stationOf } from './station-draft';

const COMMUNITY = { code: '990101001001', level: 'community' as const, name: '春和社区' };
const GRID = '990101001001001';
const stands: AreaStation = {
  branch: { name: '春和党支部', secretary: null, address: null, place: null, of: COMMUNITY },
  station: {
    ...{ name: '春和服务站', address: '春和路 8 号', open: [{ days: [1], from: '08:30', to: '20:00' }] },
    ...{ hours: '周一 08:30–20:00', openNow: true, today: '今天 08:30–20:00', place: null },
    of: { code: GRID, level: 'grid', name: '第一网格' },
  },
  version: 3,
};

test('only what is the area’s own is taken up, and it comes back as it was', () => {
  const draft = stationDraftOf(GRID, stands);
  expect([draft.hasBranch, draft.hasStation]).toEqual([false, true]);
  expect(stationOf(draft, 3)).toEqual({
    change: {
      branch: null,
      station: { name: '春和服务站', address: '春和路 8 号', open: stands.station?.open, place: null },
      version: 3,
    },
  });
});

test('what is left empty is nobody’s or an error at its field', () => {
  const draft = stationDraftOf(GRID, { branch: null, station: null, version: 0 });
  const named = { ...draft, hasBranch: true, branch: { ...draft.branch, name: '第一支部', secretary: ' ' } };
  expect(stationOf(named, 0)).toMatchObject({
    change: { branch: { name: '第一支部', secretary: null, address: null }, station: null },
  });
  const bad = stationOf({ ...draft, hasStation: true, station: { ...draft.station, open: [] } }, 0);
  expect('errors' in bad && Object.keys(bad.errors).sort()).toEqual([
    'station.address',
    'station.name',
    'station.open',
  ]);
});
