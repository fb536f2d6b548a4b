import { type OpinionMapView } from '@shared/opinions/schemas';
import { checkBallot, writtenOf } from './draft';
import { asImage, describeMap, drawMap } from './draw-map';

const fresh = { ...writtenOf(undefined), question: '充电棚建在哪里' };

test('a fresh ballot is of yes and no, by more than half, with a quorum', () => {
  expect(checkBallot(fresh, 0).draft).toMatchObject({
    options: [
      { text: '同意', against: false },
      { text: '不同意', against: true },
    ],
    kind: 'single',
    choicesAtMost: 1,
    quorumPercent: 50,
    majority: 'half',
    version: 0,
  });
});

test.each([
  [{ question: '好' }, 'question', '表决的问题至少 4 个字'],
  [{ quorumPercent: '' }, 'quorumPercent', '请填写数字'],
  [{ quorumPercent: '-1' }, 'quorumPercent', '请填写数字'],
  [{ quorumPercent: '101' }, 'quorumPercent', '最多 100%'],
  [{ kind: 'multiple' as const, choicesAtMost: '3' }, 'choicesAtMost', '不能多于选项数'],
  [{ options: fresh.options.map((option) => ({ ...option, text: '同意' })) }, 'options', '选项不能重复'],
  [{ options: fresh.options.map((option) => ({ ...option, text: ' ' })) }, 'options.0.text', '请填写选项'],
])('what is wrong with %j is said at %s', (changes, field, message) => {
  expect(checkBallot({ ...fresh, ...changes }, 0).wrong).toMatchObject({ [field]: message });
});

const map = {
  words: '12 人对 8 条看法表了态，看法明显分成 2 组。',
  groups: [
    {
      name: '甲组',
      people: 8,
      x: 0.5,
      y: 0.1,
      hull: [
        [0.4, 0],
        [0.6, 0],
        [0.5, 0.2],
      ],
      typical: [],
      words: '',
    },
    { name: '乙组', people: 4, x: -0.5, y: -0.1, hull: [[-0.5, -0.1]], typical: [], words: '' },
  ],
  dots: [
    { x: 0.5, y: 0.1, people: 8, group: 0 },
    { x: -0.5, y: -0.1, people: 4, group: 1 },
  ],
} as unknown as OpinionMapView;

test('the picture is well-formed, holds each group and one’s own place, and is said in words', () => {
  const svg = drawMap(map, { x: -1, y: 1, group: 1, answers: 8 });
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  expect([...parsed.querySelectorAll('text')].map(({ textContent }) => textContent)).toEqual(['甲', '乙']);
  expect(parsed.querySelectorAll('polygon')).toHaveLength(2);
  expect(drawMap(map, null)).not.toContain('r="9"');
  expect(describeMap(map, { x: 0, y: 0, group: 1, answers: 8 })).toBe(
    '12 人对 8 条看法表了态，看法明显分成 2 组。甲组 8 人，乙组 4 人。您在乙组附近。',
  );
  expect(asImage(svg)).toMatch(/^data:image\/svg\+xml;charset=utf-8,%3Csvg/);
});
