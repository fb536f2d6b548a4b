import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '@shared/auth/schemas';
import type { CaseEvent, CaseView } from '@shared/cases/schemas';
import type { NotificationView } from '@shared/notifications/contract';
import { type Answer, get, post } from '../request';
import { bundleServer, runServer, type ServerProcess, startServer } from '../server-process';

jest.setTimeout(120_000);

const scratch = mkdtempSync(join(tmpdir(), 'lianxin-crash-'));
const [bundle, dataDir] = [join(scratch, 'bundle'), join(scratch, 'data')];
let server: ServerProcess;
let token: string;
let worker: string;

const signIn = async (persona: string) =>
  (await post<Session>(server, '/auth/demo', { persona })).body.accessToken;
async function start() {
  server = await startServer(bundle, dataDir);
  [token, worker] = await Promise.all([signIn('resident'), signIn('grid-worker')]);
}
/** A place is needed only where nobody has a grid of his own: the demo's residents do. */
const report = (text: string) => ({ text, categoryCode: 'GY-0102', visibility: 'private' as const });
const submit = (text: string, key: string): Promise<Answer<CaseView>> =>
  post<CaseView>(server, '/cases', report(text), token, key);
const read = (id: string) => get<CaseView>(server, `/cases/${id}`, token);
const mineSaying = async (text: string) => {
  const { body } = await get<{ items: CaseView[] }>(server, '/me/cases?limit=100', token);
  return body.items.filter((item) => item.text === text);
};

beforeAll(async () => {
  await bundleServer(bundle);
  await start();
});
afterAll(async () => {
  await server.end('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

test('killed right after a 201: the case is there with its event, and the same key answers it again', async () => {
  const key = randomUUID();
  const made = await submit('收到回执就断电', key);
  await server.end('SIGKILL');
  expect(made.status).toBe(201);
  await start();
  const kept = await read(made.body.id);
  expect([kept.status, kept.body.number, kept.body.receipt]).toEqual([
    200,
    made.body.number,
    made.body.receipt,
  ]);
  const log = await get<{ items: CaseEvent[] }>(server, `/cases/${made.body.id}/events`, token);
  expect(log.body.items.map((event) => [event.type, event.hash])).toEqual([
    ['submit', made.body.receipt.eventHash],
  ]);
  const again = await submit('收到回执就断电', key);
  expect([again.status, again.body.id]).toEqual([201, made.body.id]);
  expect((await submit('收到回执就断电', key)).headers.get('Idempotency-Replayed')).toBe('true');
  expect((await submit('别的内容', key)).status).toBe(422);
  expect(await mineSaying('收到回执就断电')).toHaveLength(1);
});

test('an action acknowledged before the kill is done, once, also when sent again', async () => {
  const made = await submit('受理后断电', randomUUID());
  const key = randomUUID();
  const path = `/cases/${made.body.id}/actions/accept`;
  const accepted = await post<CaseView>(server, path, {}, worker, key);
  await server.end('SIGKILL');
  expect(accepted.status).toBe(200);
  await start();
  const again = await post<CaseView>(server, path, {}, worker, key);
  expect([again.status, again.body.status, again.body.version]).toEqual([
    200,
    'accepted',
    accepted.body.version,
  ]);
  expect(again.body.timeline.filter((event) => event.type === 'accept')).toHaveLength(1);
});

test('ten kills at random moments under load: nothing acknowledged is lost, no key makes two', async () => {
  const sent = new Map<string, { text: string; answered: string | null }>();
  for (let round = 0; round < 10; round += 1) {
    let stop = Infinity;
    const client = async (n: number) => {
      for (let i = 0; Date.now() < stop + 500; i += 1) {
        const [key, text] = [randomUUID(), `断电第 ${round} 轮 ${n}-${i}`];
        sent.set(key, { text, answered: null });
        const answer = await submit(text, key).catch(() => null);
        if (!answer) return;
        if (answer.status === 201) sent.set(key, { text, answered: answer.body.id });
        // The moment is counted from the first answer: a server just started takes its time.
        if (stop === Infinity) stop = Date.now() + randomInt(10, 200);
      }
    };
    const load = Promise.all([0, 1, 2, 3].map(client));
    while (Date.now() < stop) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.end('SIGKILL');
    await load;
    await start();
  }
  const all = [...sent.entries()];
  const acknowledged = all.filter(([, { answered }]) => answered !== null);
  const cut = all.filter(([, { answered }]) => answered === null);
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(cut.length).toBeGreaterThan(0);
  for (const [, { text, answered }] of acknowledged) {
    const kept = await read(answered ?? '');
    expect([kept.status, kept.body.text]).toEqual([200, text]);
  }
  // Those cut off between the claim of their key and the answer: sent again, there is exactly one of each.
  const answers = await Promise.all(cut.map(([key, { text }]) => submit(text, key)));
  expect(answers.map((answer) => answer.status)).toEqual(cut.map(() => 201));
  const listed: CaseView[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Answer<{ items: CaseView[]; nextCursor: string | null }> = await get(
      server,
      `/me/cases?limit=100${cursor && `&cursor=${cursor}`}`,
      token,
    );
    listed.push(...page.body.items);
    cursor = page.body.nextCursor;
  }
  const texts = listed.map((item) => item.text).filter((text) => text.startsWith('断电第'));
  expect(texts.sort()).toEqual(all.map(([, { text }]) => text).sort());
  expect(new Set(listed.map((item) => item.number)).size).toBe(listed.length);
});

test('five kills while cases are acted upon: everybody concerned is told of each event, once', async () => {
  const ids: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    const made = await submit(`通知 第 ${round} 轮`, randomUUID());
    ids.push(made.body.id);
    const path = `/cases/${made.body.id}/actions`;
    const acts = (async () => {
      for (const [action, body] of [
        ['accept', {}],
        ['takeUp', {}],
        ['progress', { text: '到场' }],
        ['progress', { text: '在修' }],
      ] as const)
        await post<CaseView>(server, `${path}/${action}`, body, worker);
    })().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, randomInt(5, 120)));
    await server.end('SIGKILL');
    await acts;
    await start();
  }
  const told = async (type: 'mine' | 'work', bearer: string) => {
    const { body } = await get<{ items: NotificationView[] }>(
      server,
      `/me/notifications?limit=100&topic=${type}`,
      bearer,
    );
    return body.items
      .map(({ id }) => id.split(':').slice(0, 2).join(':'))
      .filter((id) => ids.includes(id.slice(0, 24)));
  };
  const expected: string[] = [];
  for (const id of ids) {
    const { body } = await get<{ items: CaseEvent[] }>(server, `/cases/${id}/events`, worker);
    // The resident's own submission is the worker's news, all that follows the resident's.
    expected.push(...body.items.map((event) => event.id));
  }
  let found: string[] = [];
  for (let wait = 0; wait < 50 && found.length < expected.length; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    found = [...(await told('mine', token)), ...(await told('work', worker))];
  }
  expect(found.sort()).toEqual(expected.sort());
});

test('a second start on the same directory is refused in plain words; the first goes on', async () => {
  const second = await runServer(bundle, dataDir);
  expect(second.code).toBe(1);
  expect(second.output).toMatch(/already|in use|another|locked/i);
  expect(second.output).not.toMatch(/\n\s+at /);
  expect((await submit('第一个还在', randomUUID())).status).toBe(201);
});

test('SIGTERM under load: what was begun is answered, what was not is not done, exit 0 within 5 s', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  const results = { done: 0, refused: 0, cut: [] as string[], unheard: [] as string[] };
  const once = (key: string) =>
    new Promise<boolean>((resolve) => {
      let begun = false;
      const request = http.request(
        `${server.url}/api/v1/cases`,
        {
          method: 'POST',
          agent,
          headers: {
            Authorization: `Bearer ${token}`,
            'Content-Type': 'application/json',
            'Idempotency-Key': key,
          },
        },
        (response) => {
          response.resume();
          response.on('end', () => {
            if (response.statusCode === 201) results.done += 1;
            else results.cut.push(`status ${response.statusCode}`);
            resolve(true);
          });
          response.on('error', (error) => {
            results.cut.push(error.message);
            resolve(false);
          });
        },
      );
      request.on('finish', () => {
        begun = true;
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        // Refused before it began, or on an idle socket that closed meanwhile, is no cut.
        const harmless =
          error.code === 'ECONNREFUSED' || (request.reusedSocket && error.code === 'ECONNRESET');
        if (harmless || !begun) results.refused += 1;
        // A new connection may wait in the kernel's queue when the socket closes: it must not have been begun.
        else if (error.code === 'ECONNRESET') results.unheard.push(key);
        else results.cut.push(error.message);
        resolve(false);
      });
      request.end(JSON.stringify(report('停机时报的事')));
    });
  const clients = Array.from({ length: 16 }, async () => {
    while (await once(randomUUID()));
  });
  await new Promise((resolve) => setTimeout(resolve, 600));
  const { code, ms } = await server.end('SIGTERM');
  await Promise.all(clients);
  agent.destroy();
  expect(results.cut).toEqual([]);
  expect(results.done).toBeGreaterThan(16);
  expect([code, ms < 5000]).toEqual([0, true]);
  await start();
  for (const key of results.unheard) {
    const again = await submit('停机时报的事', key);
    expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([201, null]);
  }
  expect((await read((await mineSaying('停机时报的事'))[0]?.id ?? '')).status).toBe(200);
});
