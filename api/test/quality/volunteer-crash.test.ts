import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActivityView, Attendee } from '@shared/activities/schemas';
import type { Session } from '@shared/auth/schemas';
import { VOLUNTEER_CONSENT } from '@shared/volunteers/consent';
import { get, post, send } from '../request';
import { bundleServer, type ServerProcess, startServer } from '../server-process';

jest.setTimeout(240_000);

const SEATS = 4;
const CLIENTS = 12;
const ROUNDS = 6;
const COMMUNITY = '990101001003';

const scratch = mkdtempSync(join(tmpdir(), 'lianxin-seats-'));
const [bundle, dataDir] = [join(scratch, 'bundle'), join(scratch, 'data')];
let server: ServerProcess;
let desk: string;
const clients: { token: string; name: string }[] = [];

const demo = async (persona: string) =>
  (await post<Session>(server, '/auth/demo', { persona })).body.accessToken;

/** A person who signs in by phone, lives in the demo's home grid and is a verified volunteer. */
async function newVolunteer(n: number): Promise<{ token: string; name: string }> {
  const phone = `1391111${String(n).padStart(4, '0')}`;
  const sent = await post<{ demoCode: string }>(server, '/auth/phone/code', { phone });
  const session = await post<Session>(server, '/auth/phone', { phone, code: sent.body.demoCode });
  const { accessToken: token, user } = session.body;
  const name = `志愿者${n}`;
  await send(server, 'PUT', '/me/home-area', { token, body: { gridCode: `${COMMUNITY}001` } });
  const body = {
    name,
    skills: [],
    times: ['weekend_morning'],
    languages: ['普通话'],
    bornOn: '1980-01-01',
    consentVersion: VOLUNTEER_CONSENT.version,
  };
  await send(server, 'PUT', '/me/volunteer', { token, body });
  const decided = await post(
    server,
    `/workbench/volunteers/${user.id}/decision`,
    { approve: true, version: 1 },
    desk,
  );
  if (decided.status !== 200) throw new Error(JSON.stringify(decided.body));
  return { token, name };
}

beforeAll(async () => {
  await bundleServer(bundle);
  server = await startServer(bundle, dataDir);
  desk = await demo('community-dispatcher');
  for (let n = 0; n < CLIENTS; n += 1) clients.push(await newVolunteer(n));
});
afterAll(async () => {
  await server.end('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('kills among sign-ups, cancellations and promotions: nobody loses his turn, no seat is lost or given twice', async () => {
  const start = Date.now() + 48 * 3_600_000;
  const made = await post<ActivityView>(
    server,
    '/activities',
    {
      areaCode: COMMUNITY,
      title: '断电演练',
      text: '断电演练',
      addressText: '门口',
      shifts: [
        {
          start: new Date(start).toISOString(),
          end: new Date(start + 3_600_000).toISOString(),
          capacity: SEATS,
        },
      ],
    },
    desk,
  );
  const { id, shifts } = made.body;
  const base = `/activities/${id}/shifts/${shifts[0]?.id ?? ''}`;
  /** What each was last told for certain: does he stand at the shift? null after an answer that never came. */
  const stands = new Map<string, boolean | null>(clients.map(({ name }) => [name, false]));
  let answered = 0;
  const act = async ({ token, name }: (typeof clients)[0], out: boolean): Promise<void> => {
    stands.set(name, null);
    const answer = out
      ? await send(server, 'DELETE', `${base}/signup`, { token })
      : await post(server, `${base}/signup`, {}, token, randomUUID());
    answered += 1;
    if (answer.status === 200) stands.set(name, !out);
    else if (answer.status === 404) stands.set(name, false);
    // Too often in and out again: no, for certain.
    else if (answer.status === 429) stands.set(name, false);
  };
  const attendees = async () => {
    const { body } = await get<{ items: Attendee[] }>(server, `${base}/signups?limit=100`, desk);
    return body.items;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const acts = clients.map(async (client) => {
      await wait(randomInt(0, 150));
      await act(client, round > 0 && randomInt(3) === 0).catch(() => undefined);
    });
    // Somewhere among the answers, however slow the machine.
    const until = answered + randomInt(2, CLIENTS);
    for (let i = 0; i < 1000 && answered < until; i += 1) await wait(5);
    await server.end('SIGKILL');
    await Promise.all(acts);
    server = await startServer(bundle, dataDir);
  }
  // Whatever the kills left unsure, the last word of everybody is certain.
  for (const client of clients) await act(client, false);
  const holds = (state: string) => state === 'confirmed' || state === 'offered';
  const isSettled = (items: Attendee[]) => {
    const taken = items.filter(({ state }) => holds(state)).length;
    const waiting = items.filter(({ state }) => state === 'waiting').length;
    return !items.some(({ state }) => state === 'new') && (taken === SEATS || waiting === 0);
  };
  // What a kill cut off is brought to its end by the job, within seconds of the start.
  let items = await attendees();
  for (let i = 0; i < 100 && !isSettled(items); i += 1) {
    await wait(200);
    items = await attendees();
  }
  expect(isSettled(items)).toBe(true);
  expect(items.map(({ arrival }) => arrival)).toEqual(items.map((_, n) => n + 1));
  const taken = items.filter(({ state }) => holds(state));
  const waiting = items.filter(({ state }) => state === 'waiting');
  expect(taken.length).toBeLessThanOrEqual(SEATS);
  for (const { arrival } of taken)
    expect(arrival).toBeLessThan(Math.min(...waiting.map((each) => each.arrival)));
  const standing = [...taken, ...waiting].map(({ name }) => name);
  expect(new Set(standing).size).toBe(standing.length);
  for (const [name, certain] of stands)
    if (certain !== null) expect([name, standing.includes(name)]).toEqual([name, certain]);
  expect([...stands.values()].filter((certain) => certain === true).length).toBeGreaterThan(0);
});
