import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import services from '@api/demo/source/services.json';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { AppointmentItem, SlotView } from '@shared/services/views';
import { VOLUNTEER_CONSENT } from '@shared/volunteers/consent';
import type { WishItem } from '@shared/wishes/contract';
import { get, post, send } from '../request';
import { bundleServer, type ServerProcess, startServer } from '../server-process';

jest.setTimeout(300_000);

const CLIENTS = 200;
const SEATS = 10;
const CARD = 'elder-card';
const GRID = '990101001003001';

const scratch = mkdtempSync(join(tmpdir(), 'lianxin-booking-'));
const [bundle, dataDir] = [join(scratch, 'bundle'), join(scratch, 'data')];
let server: ServerProcess;
let back: Promise<unknown> = Promise.resolve();

const demo = async (persona: string) =>
  (await post<Session>(server, '/auth/demo', { persona })).body.accessToken;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Client {
  id: string;
  token: string;
}

async function signIn(n: number): Promise<Client> {
  const phone = `1381111${String(n).padStart(4, '0')}`;
  const sent = await post<{ demoCode: string }>(server, '/auth/phone/code', { phone });
  const { body } = await post<Session>(server, '/auth/phone', { phone, code: sent.body.demoCode });
  const token = body.accessToken;
  await send(server, 'PUT', '/me/home-area', { token, body: { gridCode: GRID } });
  return { id: body.user.id, token };
}

/** SIGKILL in the middle of whatever it does, then a new process over the same data. */
async function kill(): Promise<void> {
  const next = (async () => {
    await server.end('SIGKILL');
    server = await startServer(bundle, dataDir);
  })();
  back = next;
  await next;
}

/** Asks again with the same key until somebody answers, as the mini-program does. */
async function insist<T>(ask: () => Promise<{ status: number; body: T }>, onAnswer: () => void) {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      const answer = await ask();
      if (answer.status !== 503) {
        onAnswer();
        return answer;
      }
    } catch {
      // Nobody answered: killed meanwhile.
    }
    await back;
    await wait(20 + Math.random() * 50);
  }
  throw new Error('nobody ever answered');
}

/** All at once; the process is killed whenever so many more of them have their answer. */
async function storm<T>(
  clients: readonly Client[],
  ask: (client: Client, key: string) => Promise<{ status: number; body: T }>,
  killAfter: readonly number[],
) {
  let answered = 0;
  const answers = Promise.all(
    clients.map(async (client) => {
      const key = randomUUID();
      return {
        client,
        ...(await insist(
          () => ask(client, key),
          () => (answered += 1),
        )),
      };
    }),
  );
  for (const count of killAfter) {
    while (answered < count) await wait(1);
    await kill();
  }
  return answers;
}

let clients: Client[];
beforeAll(async () => {
  await bundleServer(bundle);
  server = await startServer(bundle, dataDir);
  clients = await Promise.all(Array.from({ length: CLIENTS }, (_, n) => signIn(n)));
});
afterAll(async () => {
  await server.end('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

test('200 clients for 10 places, killed in between: exactly 10, and nobody loses what he was promised', async () => {
  const wide = services.services.map((item) =>
    item.id === CARD ? { ...item, appointment: { slotMinutes: 30, capacity: SEATS } } : item,
  );
  const imported = await post(
    server,
    '/admin/services/import',
    { ...services, version: 'ten', services: wide },
    await demo('admin'),
  );
  expect(imported.status).toBe(200);
  const slots = async () =>
    (await get<{ items: SlotView[] }>(server, `/services/${CARD}/slots?area=${GRID}`)).body.items;
  const slot = (await slots()).at(-1);
  if (!slot) throw new Error('no slot');
  const answers = await storm(
    clients,
    ({ token }, key) =>
      post<CaseView & { next?: SlotView | null; detail?: string }>(
        server,
        '/cases',
        { kind: 'service', text: '办老年证', serviceId: CARD, slotId: slot.id },
        token,
        key,
      ),
    [3, 40],
  );
  const won = answers.filter(({ status }) => status === 201);
  expect(won).toHaveLength(SEATS);
  const lost = answers.filter(({ status }) => status === 409);
  expect(lost).toHaveLength(CLIENTS - SEATS);
  for (const { body } of lost) {
    expect(body.detail).toContain('约满');
    expect(body.next?.id).not.toBe(slot.id);
  }
  expect((await slots()).find(({ id }) => id === slot.id)?.left).toBe(0);
  const kept = await Promise.all(
    answers.map(async ({ client, status, body }) => {
      const { items } = (await get<{ items: AppointmentItem[] }>(server, '/me/appointments', client.token))
        .body;
      return { promised: status === 201 ? [`${body.id} ${slot.id} booked`] : [], items };
    }),
  );
  for (const { promised, items } of kept)
    expect(
      items.map(({ caseId, appointment }) => `${caseId} ${appointment.slotId} ${appointment.state}`),
    ).toEqual(promised);
});

test('60 givers for one wish, killed in between: exactly one has it, for good', async () => {
  const givers = clients.slice(0, 60);
  const desk = await demo('community-dispatcher');
  await Promise.all(
    givers.map(async ({ id, token }, n) => {
      const body = {
        name: `志愿者${n}`,
        skills: [],
        times: ['weekend_morning'],
        languages: ['普通话'],
        bornOn: '1980-01-01',
        consentVersion: VOLUNTEER_CONSENT.version,
      };
      await send(server, 'PUT', '/me/volunteer', { token, body });
      await post(server, `/workbench/volunteers/${id}/decision`, { approve: true, version: 1 }, desk);
    }),
  );
  const made = await post<CaseView>(
    server,
    '/cases',
    { kind: 'wish', text: '想要一盏台灯', wish: { type: 'thing', forWhom: 'elder' } },
    await demo('resident'),
  );
  await post(server, `/cases/${made.body.id}/actions/accept`, {}, await demo('grid-worker'));
  const answers = await storm(
    givers,
    ({ token }, key) => post<CaseView>(server, `/cases/${made.body.id}/actions/claim`, {}, token, key),
    [1],
  );
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(givers.length - 1);
  const claimed = async ({ token }: Client) =>
    (await get<{ items: WishItem[] }>(server, '/me/wishes?relation=claimed', token)).body.items.length;
  const held = await Promise.all(answers.map(({ client }) => claimed(client)));
  expect(held).toEqual(answers.map(({ status }) => (status === 200 ? 1 : 0)));
});
