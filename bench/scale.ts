import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DEMO_PLACE } from '@api/demo';
import {
  type Figure,
  fire,
  type Load,
  report,
  type Running,
  signIn,
  start,
  startApi,
  startPipeline,
} from './support';

/**
 * `npm run bench:scale [-- seconds sizes…]`: what residents and staff wait for in cities of growing size, each made
 * anew; a list must cost the same in all of them. Default sizes 1,000 to 100,000; beyond that the city is a hundred
 * thousand cases several times over (a million: 20 minutes to fill). Instead of a size it takes the directory of a city
 * filled before (`DATA_DIR=/data/city-1000000 npm run demo:scale -- …`); reports are added to it.
 */
const [seconds = '4', ...wanted] = process.argv.slice(2);
const SECONDS = Number(seconds);
const CITIES = wanted.length > 0 ? wanted : ['1000', '10000', '100000'];
const [GRIDS, MICROGRIDS] = ['800', '2400'];
const DRAWN_AT_MOST = 100_000;
/** A list in the largest city may take at most so much longer than in the smallest. */
const AIM = 1.25;

const residentMiB = ({ pid }: Running): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

async function idsOf(v1: string, token: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null && ids.length < 1000;) {
    const answer = await fetch(`${v1}/me/cases?limit=100${cursor && `&cursor=${cursor}`}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const page = (await answer.json()) as {
      items: { id: string; status: string }[];
      nextCursor: string | null;
    };
    ids.push(...page.items.filter(({ status }) => status === 'submitted').map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

interface City {
  name: string;
  startMs: number;
  idleMiB: number;
  busyMiB: number;
  figures: Map<string, Figure>;
}

/** A city of so many cases in a directory of its own. */
async function fill(size: number): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianxin-scale-'));
  const copies = Math.max(1, Math.ceil(size / DRAWN_AT_MOST));
  const seeding = ['--import', 'tsx', 'api/demo/scale.ts', '--grids', GRIDS, '--microgrids', MICROGRIDS];
  const filled = await start(
    process.execPath,
    [...seeding, '--cases', String(Math.round(size / copies)), '--copies', String(copies)],
    { DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    /(\d+) areas, /,
  );
  await filled.ended;
  return dataDir;
}

async function measure(city: string): Promise<City> {
  const size = Number(city);
  const dataDir = Number.isNaN(size) ? city : await fill(size);
  const startedMs = performance.now();
  const api = await startApi(dataDir);
  const startMs = performance.now() - startedMs;
  const v1 = `${api.url}/api/v1`;
  const [resident, worker, desk] = await Promise.all(
    ['resident', 'grid-worker', 'street-dispatcher'].map((persona) => signIn(api.url, persona)),
  );
  const idleMiB = residentMiB(api);
  const figures = new Map<string, Figure>();
  const list = async (name: string, path: string, token = '') =>
    figures.set(name, await fire({ url: `${v1}${path}`, token }, [200], SECONDS));
  await list('feed', '/cases?limit=20', resident);
  await list('near', `/cases?limit=20&near=${DEMO_PLACE.lng},${DEMO_PLACE.lat}&coordType=wgs84`, resident);
  await list('workbench, grid', '/workbench?queue=team&limit=20', worker);
  await list('workbench, street', '/workbench?queue=team&limit=20', desk);
  const post: Omit<Load, 'url'> = { token: resident ?? '', method: 'POST' };
  figures.set('create', await fire({ ...post, url: `${v1}/cases`, body: report }, [201], SECONDS));
  const ids = await idsOf(v1, resident ?? '');
  let turn = 0;
  const path = () => `/api/v1/cases/${ids[(turn += 1) % ids.length] ?? ''}/actions/supplement`;
  // Of two who add to the same case at once one may have to look again four times in vain.
  figures.set(
    'act',
    await fire({ ...post, url: api.url, path, body: () => '{"text":"还有一句"}' }, [200, 409], SECONDS),
  );
  const busyMiB = residentMiB(api);
  await api.stop();
  if (dataDir !== city) rmSync(dataDir, { recursive: true, force: true });
  return { name: dataDir === city ? basename(city) : `${city} cases`, startMs, idleMiB, busyMiB, figures };
}

async function main(): Promise<void> {
  const { server, token } = await startPipeline();
  const base = await fire({ url: `${server.url}/list`, token }, [200], SECONDS);
  await server.stop();
  console.log(`pipeline ${base.perSecond.toFixed(0)}/s  p99 ${base.p99} ms`);
  let first: City | null = null;
  for (const wantedCity of CITIES) {
    const city = await measure(wantedCity);
    first ??= city;
    console.log(
      `\n${city.name}: first answer after ${(city.startMs / 1000).toFixed(1)} s, resident ${city.idleMiB.toFixed(0)} MiB idle, ${city.busyMiB.toFixed(0)} MiB under load`,
    );
    for (const [name, figure] of city.figures) {
      const before = first.figures.get(name) ?? figure;
      const growth = figure.p99 / Math.max(1, before.p99);
      const missed = growth > AIM && name !== 'create' && name !== 'act' ? ', MISSED' : '';
      console.log(
        `  ${name.padEnd(18)} ${figure.perSecond.toFixed(0).padStart(6)}/s  ratio ${(figure.perSecond / base.perSecond).toFixed(3)}  ` +
          `p50 ${figure.p50} ms  p99 ${figure.p99} ms (×${growth.toFixed(2)} of the smallest city${missed})  errors ${figure.errors}`,
      );
      if (figure.errors > 0) process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
