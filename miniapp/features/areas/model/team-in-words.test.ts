import { teamInWords } from './team-in-words';

const norm = {
  name: '4+X',
  required: [
    { function: 'grid_leader' as const, functionName: '网格长', atLeast: 1 },
    { function: 'grid_worker' as const, functionName: '专职网格员', atLeast: 1 },
  ],
  vacancies: [] as { function: 'grid_leader'; functionName: string; missing: number }[],
};

describe('the team norm in plain words', () => {
  it('says who must be there and that all are', () => {
    expect(teamInWords({ norm, center: null })).toBe(
      '这个网格按「4+X」配人：网格长 1 名、专职网格员 1 名，另有若干志愿者。现在人员齐全。',
    );
  });

  it('says who is missing and who stands in', () => {
    const vacancies = [{ function: 'grid_leader' as const, functionName: '网格长', missing: 1 }];
    expect(teamInWords({ norm: { ...norm, vacancies }, center: null })).toContain(
      '还缺 1 名网格长，补上之前由社区负责',
    );
  });
});
