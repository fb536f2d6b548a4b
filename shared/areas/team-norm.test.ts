import { teamNorm, vacancies } from './team-norm';

test.each([
  ['basic', 'urban', '4+X', ['liaison', 'grid_leader', 'grid_worker', 'parttime_worker']],
  ['basic', 'rural', '3+X', ['liaison', 'grid_leader', 'parttime_worker']],
  ['dedicated', 'urban', '2+X', ['grid_leader', 'parttime_worker']],
  ['dedicated', 'rural', '2+X', ['grid_leader', 'parttime_worker']],
] as const)('the norm of a %s %s grid is %s', (kind, settlement, name, functions) => {
  const norm = teamNorm(kind, settlement);
  expect(norm.name).toBe(name);
  expect(norm.required.map((need) => need.function)).toEqual(functions);
});

test('a post nobody holds is a vacancy; volunteers never are', () => {
  expect(
    vacancies(teamNorm('basic', 'urban'), ['liaison', 'grid_leader', 'parttime_worker', 'volunteer']),
  ).toEqual([{ function: 'grid_worker', missing: 1 }]);
  expect(vacancies(teamNorm('dedicated', 'urban'), ['grid_leader', 'parttime_worker'])).toEqual([]);
});
