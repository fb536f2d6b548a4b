import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { listMyCases } from '@shared/cases/contract';
import type { CaseSummary, CaseView } from '@shared/cases/schemas';
import { DEMO_PLACE } from '@api/demo';
import { mulberry } from './mulberry';
import { startFaultyNetwork } from './faulty-network';
import { type Phone, type RunningApp, startApp } from './phone';
import { startKillable } from './killable-api';

export interface StormOptions {
  phones: number;
  /** Each phone files so many, one after another. */
  each: number;
  /** The API is killed (SIGKILL) and started anew about this often, ms. */
  killEveryMs: number;
  seed: number;
  say?: (line: string) => void;
}

export interface StormReport {
  filed: number;
  cases: number;
  /** Submissions with no case, with more than one, with other photos than theirs. */
  lost: string[];
  doubled: string[];
  wrongPhotos: string[];
  faults: Record<string, number>;
  apiKills: number;
  appKills: number;
  seconds: number;
}

/** Share of requests that meet a fault. */
const FAULTY = 0.35;
/** Share of submissions during which the app is killed. */
const KILLED = 0.25;
/** A submission that has not gone through by then will not. */
const PATIENCE_MS = 900_000;

/** Photos are told apart by their size, which the API answers: no two of a storm are alike. */
const sizeOf = (serial: number) => ({ width: 64 + (serial % 200), height: 64 + Math.floor(serial / 200) });

const drawn = (serial: number): Promise<Buffer> =>
  sharp({ create: { ...sizeOf(serial), channels: 3, background: { r: serial % 255, g: 120, b: 90 } } })
    .jpeg()
    .toBuffer();

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Phones that run the real client file reports with photos through a network full of faults to an API that is killed
 * again and again; then everything is counted at the API itself.
 */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const { phones, each, seed, say = () => undefined } = options;
  const random = mulberry(seed);
  const startedAt = Date.now();
  const api = await startKillable(await freePort());
  const network = await startFaultyNetwork(api.url, { share: FAULTY, random });
  const wanted = new Map<string, string[]>();
  let appKills = 0;
  let serial = 0;
  let done = 0;

  async function fileOne(phone: Phone, app: RunningApp, text: string): Promise<RunningApp> {
    let running = app;
    const { id } = running.outbox.create();
    running.outbox.save(id, { text, categoryCode: 'GY-0102', place: { ...DEMO_PLACE, coordType: 'wgs84' } });
    const paths: string[] = [];
    for (let i = 1 + Math.floor(random() * 3); i > 0; i -= 1) {
      const { width, height } = sizeOf((serial += 1));
      paths.push(`/tmp/${width}x${height}`);
      phone.files.set(`/tmp/${width}x${height}`, await drawn(serial));
    }
    wanted.set(text, paths.map((path) => path.slice(5)).sort());
    running.outbox.photos(id).add(paths);
    // Kept beyond the closing of the app from here on.
    await sleep(5);
    const sending = running.outbox.submit(id);
    if (random() < KILLED) {
      sending.catch(() => undefined);
      await sleep(random() * 400);
      running.kill();
      paths.forEach((path) => phone.files.delete(path));
      appKills += 1;
      running = startApp(phone, network.url);
    } else await sending;
    const deadline = Date.now() + PATIENCE_MS;
    while (running.outbox.has(id)) {
      const item = running.outbox.state.getState().find((entry) => entry.id === id);
      if (item?.state === 'refused' || item?.state === 'draft')
        throw new Error(`${text} came back: ${item.problem?.detail ?? item.state}`);
      if (Date.now() > deadline) throw new Error(`${text} still ${item?.state ?? 'nowhere'}`);
      await running.outbox.flush();
      await sleep(30);
    }
    done += 1;
    if (done % 100 === 0) say(`${done} of ${phones * each} gone through`);
    return running;
  }

  const people = Array.from({ length: phones }, (_, at): Phone => {
    return { number: `1390000${String(at).padStart(4, '0')}`, storage: new Map(), files: new Map() };
  });
  let over = false;
  const killing = (async () => {
    while (!over) {
      await sleep(options.killEveryMs * (0.6 + 0.8 * random()));
      if (!over) await api.restart();
    }
  })();
  try {
    await Promise.all(
      people.map(async (phone, at) => {
        let app = startApp(phone, network.url);
        await app.signIn();
        for (let n = 0; n < each; n += 1)
          app = await fileOne(phone, app, `风暴 ${at}-${n}：路灯不亮，晚上看不见路`);
      }),
    );
    over = true;
    await killing;
    await sleep(500);
    return {
      ...(await count(people, api.url, wanted)),
      filed: phones * each,
      faults: network.counts,
      apiKills: api.kills(),
      appKills,
      seconds: Math.round((Date.now() - startedAt) / 1000),
    };
  } finally {
    over = true;
    await killing.catch(() => undefined);
    await network.close();
    await api.stop();
  }
}

/** What the API itself has of these people, asked without faults. */
async function count(people: Phone[], origin: string, wanted: ReadonlyMap<string, string[]>) {
  const found = new Map<string, string[][]>();
  for (const phone of people) {
    const { accessToken } = JSON.parse(phone.storage.get('lx.session') ?? '{}') as { accessToken: string };
    const read = async <T>(path: string): Promise<T> => {
      const response = await fetch(`${origin}/api/v1${path}`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    };
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: CaseSummary[]; nextCursor: string | null } = await read(
        `${listMyCases.path}?relation=reported&limit=100${cursor && `&cursor=${cursor}`}`,
      );
      for (const { id } of page.items) {
        const { text, photos } = await read<CaseView>(`/cases/${id}`);
        const sizes = photos.map(({ width, height }) => `${width}x${height}`).sort();
        found.set(text, [...(found.get(text) ?? []), sizes]);
      }
      cursor = page.nextCursor;
    }
  }
  const texts = [...wanted.keys()];
  return {
    cases: [...found.values()].flat().length,
    lost: texts.filter((text) => !found.has(text)),
    doubled: [...found].filter(([, cases]) => cases.length > 1).map(([text]) => text),
    wrongPhotos: texts.filter((text) => String(found.get(text)?.[0] ?? []) !== String(wanted.get(text))),
  };
}
