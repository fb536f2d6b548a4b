import { runStorm } from './run-storm';

test('100 reports through drop, delay, duplicate, reset, 5xx and killed APIs and apps: 100 cases, each with its photos', async () => {
  const report = await runStorm({ phones: 20, each: 5, seed: 20261129, killEveryMs: 12_000 });
  expect(report).toMatchObject({ filed: 100, cases: 100, lost: [], doubled: [], wrongPhotos: [] });
  // The storm was one: every kind of fault happened, and both sides died in the middle.
  const quiet = Object.entries(report.faults).filter(([, times]) => times === 0);
  expect(quiet).toEqual([]);
  expect(Math.min(report.apiKills, report.appKills)).toBeGreaterThan(0);
}, 420_000);
