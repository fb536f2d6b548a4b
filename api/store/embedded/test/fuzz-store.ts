import { openStore } from './open-store';
import { runDifferential } from './differential';

/** `npm run fuzz:store [cases] [seed]`: the differential test at length. */
async function main(): Promise<void> {
  const cases = Number(process.argv[2] ?? 20_000);
  const seed = Number(process.argv[3] ?? Date.now() % 1e9);
  const open = await openStore();
  console.log(`${cases} cases, seed ${seed}`);
  try {
    await runDifferential(open.db, open.store, cases, seed);
    console.log('no difference');
  } finally {
    await open.close();
  }
}
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
