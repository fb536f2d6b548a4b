import { EMPTY_TEAM, teamDraftOf, teamOf } from './team-draft';

const whole = {
  ...EMPTY_TEAM,
  name: '法律服务队',
  professions: '律师、公证员',
  area: { code: '990101001', name: '湖滨街道' },
  summary: '讲法答疑',
  services: '法律咨询，30，带好合同\n写诉状，90分钟\n陪同调解，上门也可以\n热线',
};

test('what is typed becomes a team, with an hour where no time is said', () => {
  const made = teamOf(whole);
  expect('words' in made ? made.words : made.errors).toMatchObject({
    professions: ['律师', '公证员'],
    capacity: 3,
    captainId: null,
    services: [
      { name: '法律咨询', minutes: 30, note: '带好合同' },
      { name: '写诉状', minutes: 90, note: '' },
      { name: '陪同调解', minutes: 60, note: '上门也可以' },
      { name: '热线', minutes: 60, note: '' },
    ],
  });
});

test('what is stored comes back as it was', () => {
  const made = teamOf(whole);
  if (!('words' in made)) throw new Error('whole');
  const { areaCode, ...rest } = made.words;
  const stored = {
    id: 't-1',
    ...rest,
    areaCode,
    area: { code: areaCode, level: 'street' as const, name: '湖滨街道' },
    captainName: null,
    taken: 0,
    closed: null,
    version: 1,
  };
  expect(teamOf(teamDraftOf(stored))).toEqual(made);
});

test.each([
  [{ name: ' ' }, 'name'],
  [{ professions: '，' }, 'professions'],
  [{ area: undefined }, 'area'],
  [{ services: '' }, 'services'],
  [{ services: '快问快答，1' }, 'services'],
  [{ capacity: '三' }, 'capacity'],
  [{ capacity: '0' }, 'capacity'],
  [{ members: [{ name: '', profession: '律师', duty: '答疑', languages: [], shown: false }] }, 'members'],
])('%j is wrong at its own field', (change, field) => {
  const made = teamOf({ ...whole, ...change });
  expect('errors' in made ? Object.keys(made.errors) : []).toEqual([field]);
});
