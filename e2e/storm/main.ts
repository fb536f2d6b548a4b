import { runStorm } from './run-storm';

/** `npm run storm:outbox [-- phones each seed]`: 25 phones with 40 reports each unless said otherwise. */
async function main(): Promise<void> {
  const [phones = 25, each = 40, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
  console.log(`${phones} phones, ${each} reports each, seed ${seed}`);
  const report = await runStorm({
    phones,
    each,
    seed,
    killEveryMs: 20_000,
    say: (line) => console.log(line),
  });
  console.log(JSON.stringify(report, null, 2));
  const { filed, cases, lost, doubled, wrongPhotos } = report;
  const faultless = filed === cases && lost.length + doubled.length + wrongPhotos.length === 0;
  console.log(faultless ? `${cases} cases of ${filed} reports, each with its photos` : 'NOT as it should be');
  if (!faultless) process.exitCode = 1;
}

void main();
