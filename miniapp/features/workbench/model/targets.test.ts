import { type DispatchTargets } from '@shared/cases/dispatch';
import { deadlineChoices, suggestedTarget, targetLines } from './targets';

const targets: DispatchTargets = {
  people: [
    {
      personId: 'a'.repeat(24),
      name: '王芳',
      functionName: '专职网格员',
      areaName: '桂花苑网格',
      openCases: 3,
    },
  ],
  departments: [
    { department: 'urban-management', name: '城市管理局', duty: '市容环卫' },
    { department: 'police', name: '公安局', duty: '治安、养犬' },
  ],
};

it.each([
  ['', ['城市管理局', '公安局', '王芳']],
  [' 养犬 ', ['公安局']],
  ['桂花', ['王芳']],
  ['没有的', []],
])('finds %p among names, duties and areas', (words, names) => {
  const { departments, people } = targetLines(targets, words);
  expect([...departments, ...people].map(({ name }) => name)).toEqual(names);
});

it('suggests the first department, and nobody where none may be chosen', () => {
  expect(suggestedTarget(targets)).toEqual({
    target: { department: 'urban-management' },
    name: '城市管理局',
  });
  expect(suggestedTarget({ ...targets, departments: [] })).toBeUndefined();
});

it('offers closes of work in Shanghai, all ahead, whatever the hour', () => {
  const lateEvening = Date.parse('2026-11-22T15:59:00Z');
  expect(deadlineChoices(lateEvening).map(({ value }) => value)).toEqual([
    '',
    '2026-11-23T09:30:00.000Z',
    '2026-11-25T09:30:00.000Z',
    '2026-11-29T09:30:00.000Z',
  ]);
});
