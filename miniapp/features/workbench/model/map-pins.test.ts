import { buildSummary } from '../test/build-case';
import { MOST_PINS, pinsOf, viewOf } from './map-pins';

const now = Date.parse('2026-11-22T03:00:00Z');
const due = (resolveBy: string) => ({ respondBy: resolveBy, resolveBy });

it('a pin says in words what its colour says', () => {
  const items = [
    buildSummary({ text: '井盖松动', deadlines: due('2026-11-22T02:00:00Z') }),
    buildSummary({ deadlines: due('2026-11-22T05:00:00Z') }),
    buildSummary({ deadlines: due('2026-11-25T05:00:00Z') }),
    buildSummary({ status: 'closed' }),
    buildSummary({ place: null }),
  ];
  const { markers, counts, unplaced, more } = pinsOf(items, now, false);
  expect(markers.map(({ kind }) => kind)).toEqual(['overdue', 'waiting', 'working', 'done']);
  expect(markers[0]?.label).toBe('已超时：井盖松动');
  expect([counts, unplaced, more]).toEqual([{ late: 1, soon: 1, calm: 1, none: 1 }, 1, false]);
});

it('draws so many and says that there are more', () => {
  const items = Array.from({ length: MOST_PINS + 1 }, () => buildSummary());
  const pins = pinsOf(items, now, false);
  expect([pins.markers.length, pins.more]).toEqual([MOST_PINS, true]);
  expect(pinsOf(items.slice(1), now, true).more).toBe(true);
});

it('looks at all of them', () => {
  expect(viewOf([{ lng: 120, lat: 30 }])).toEqual({ centre: { lng: 120, lat: 30 }, zoom: 17 });
  const wide = viewOf([
    { lng: 120, lat: 30 },
    { lng: 120.4, lat: 30.2 },
  ]);
  expect(wide.centre.lng).toBeCloseTo(120.2);
  expect(wide.zoom).toBe(10);
  expect(viewOf([]).zoom).toBe(12);
});
