import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createIndexes } from '../app';
import { readConfig } from '../config';
import { createMetrics } from '../http/observe';
import { startServices } from '../services';
import { seedScaleCity } from './scale/seed-scale-city';

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * `npm run demo:scale -- --grids 32576 --microgrids 92000 --cases 1000000`, into DATA_DIR or MONGODB_URI.
 * `--copies 10` lets each case stand ten times (`--cases` counts those that are drawn).
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      grids: { type: 'string', default: '32576' },
      microgrids: { type: 'string', default: '92000' },
      cases: { type: 'string', default: '1000000' },
      copies: { type: 'string', default: '1' },
    },
  });
  const numberOf = (name: keyof typeof values, least: number) => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < least)
      throw new Error(`--${name} must be a whole number from ${least}`);
    return value;
  };
  const options = {
    grids: numberOf('grids', 8),
    microgrids: numberOf('microgrids', 0),
    cases: numberOf('cases', 0),
    copies: numberOf('copies', 1),
  };
  const config = readConfig(process.env);
  const services = await startServices(config, pino({ level: config.logLevel }), createMetrics(false));
  try {
    await createIndexes(services.deps);
    const report = await seedScaleCity(services.deps, {
      ...options,
      onProgress(what, done, ms) {
        if (what !== 'cases' || done % 10_000 === 0) say(`${what} ${done} after ${Math.round(ms / 1000)} s`);
      },
    });
    const perSecond = (n: number) => Math.round(n / (report.casesMs / 1000));
    const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
    say(
      `${report.areas} areas, ${report.people} people, ${report.cases} cases with ${report.events} events: ` +
        `${perSecond(report.cases)} cases/s, ${perSecond(report.cases + report.events)} documents/s, ${memory} MiB resident`,
    );
  } finally {
    await services.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
