import type { RoutingRule } from '@shared/routing-rules/schemas';
import { NO_END } from './area-mode.model';
import { carryRules, joinModes } from './carry-areas';

const rule = (areas?: string[]): RoutingRule => ({
  id: 'r',
  name: '夜里',
  enabled: true,
  when: { weekdays: [1], ...(areas && { areas }) },
  then: { urgent: true },
});

test.each([
  ['nothing named', undefined, undefined],
  ['somewhere else', ['X'], ['X']],
  ['a grid merged away', ['B', 'X'], ['A', 'X']],
  ['both grids of a merge', ['A', 'B'], ['A']],
  ['a building with a new code', ['b1'], ['n1']],
  ['a grid something was cut out of', ['C'], ['C', 'D']],
  ['what was carried already', ['C', 'D', 'A'], ['C', 'D', 'A']],
])('%s', (_name, areas, after) => {
  const heirs = {
    areas: [],
    renamed: [
      { from: 'B', to: 'A' },
      { from: 'b1', to: 'n1' },
    ],
    copied: [{ from: 'C', to: 'D' }],
  };
  expect(carryRules([rule(areas)], heirs)).toEqual([rule(after)]);
});

const NOW = Date.parse('2026-11-23T02:00:00Z');
const hours = (n: number) => new Date(NOW + n * 3600_000);
const mode = (name: 'major' | 'emergency' | 'normal', until: Date | null, reason: string = name) => ({
  mode: name,
  until,
  reason,
  specialUntil: name === 'normal' ? null : (until ?? NO_END),
});

test.each([
  ['meets nothing', mode('major', hours(2)), undefined, mode('major', hours(2))],
  ['meets what is over', mode('major', hours(2)), mode('emergency', hours(-1)), mode('major', hours(2))],
  ['meets ordinary times', mode('major', null), mode('normal', null), mode('major', null)],
  [
    'is stricter and shorter',
    mode('emergency', hours(2)),
    mode('major', hours(9)),
    mode('emergency', hours(9)),
  ],
  ['is milder and longer', mode('major', null), mode('emergency', hours(2)), mode('emergency', null)],
  ['is the same', mode('major', hours(2)), mode('major', hours(3), '别的'), mode('major', hours(3), '别的')],
])('a mode that %s', (_name, one, other, joined) => {
  expect(joinModes(one, other, NOW)).toEqual(joined);
});
