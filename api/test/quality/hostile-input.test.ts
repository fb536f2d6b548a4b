import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CONTRACTS } from '@api/app';
import { ERRORS, type Problem } from '@shared/core/errors';
import { type Answer, send } from '../request';
import { snapshotStore } from '../store-snapshot';
import { settle, startTestApp, type TestApp } from '../test-app';
import { EXTRA_FIELDS, jsonWith, manyKeys, nested, wrongFor } from './hostile-values';
import { type Sample, samplesOf } from './samples';
import { buildWorld, submit, type World } from './world';

const SLOWEST_MS = 300;
/** Files are written to disk and read in a thread, which nobody else waits for. */
const SLOWEST_FILE_MS = 3000;

// Some bodies have dozens of samples, each with hundreds of wrong values.
jest.setTimeout(120_000);
let app: TestApp;
let world: World;
let samples: Record<string, Sample[]>;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  samples = samplesOf(world, (await submit(world)).id);
  await settle();
});
afterAll(() => app.stop());

interface Attack {
  path?: string;
  query?: string;
  raw?: string | Buffer;
  headers?: Record<string, string>;
}

/** Sends the sample with parts replaced. @returns what is wrong with the answer, or null for a proper 4xx problem */
async function strike(method: string, sample: Sample, attack: Attack): Promise<string | null> {
  const query = attack.query ?? sample.query;
  const path = `${attack.path ?? sample.path}${query ? `?${query}` : ''}`;
  const raw = attack.raw ?? (sample.body && JSON.stringify(sample.body));
  const sent = {
    token: sample.token,
    ...(raw !== undefined && { raw }),
    headers: { 'Idempotency-Key': randomUUID(), ...attack.headers },
  };
  const slowest = sample.file ? SLOWEST_FILE_MS : SLOWEST_MS;
  let { answer, ms } = await timed(method, path, sent);
  // A slow answer counts when it is slow again: the machine may have been busy.
  for (let i = 0; i < 5 && ms > slowest; i += 1) ({ answer, ms } = await timed(method, path, sent));
  const wrong = complaint(answer) ?? (ms > slowest ? `took ${ms} ms` : null);
  return wrong && `${method} ${path.slice(0, 120)} ${String(raw).slice(0, 120)}: ${wrong}`;
}

async function timed(method: string, path: string, sent: object) {
  const start = performance.now();
  const answer = await send<Problem>(app, method, path, sent);
  return { answer, ms: performance.now() - start };
}

function complaint({ status, headers, body }: Answer<Problem>): string | null {
  if (status < 400 || status >= 500) return `answered ${status} ${JSON.stringify(body).slice(0, 200)}`;
  if (!headers.get('Content-Type')?.startsWith('application/problem+json')) return 'is no problem+json';
  if (!/\p{Script=Han}/u.test(body.detail) || !/\p{Script=Han}/u.test(body.title))
    return `says ${body.detail}`;
  if (ERRORS[body.code].status !== status) return `code ${body.code} with ${status}`;
  if (body.status !== status || body.requestId !== headers.get('X-Request-Id')) return 'contradicts itself';
  const unworded = body.errors?.filter((issue) => !/\p{Script=Han}/u.test(issue.message)) ?? [];
  if (body.code === 'VALIDATION_FAILED' && (!body.errors?.length || unworded.length > 0))
    return `errors ${JSON.stringify(body.errors)}`;
  return null;
}

async function strikeAll(method: string, sample: Sample, attacks: Attack[]): Promise<string[]> {
  const wrong: string[] = [];
  for (let i = 0; i < attacks.length; i += 6) {
    const said = await Promise.all(attacks.slice(i, i + 6).map((attack) => strike(method, sample, attack)));
    wrong.push(...said.filter((line) => line !== null));
  }
  return wrong;
}

const unchanged = async (attack: () => Promise<void>) => {
  const before = await snapshotStore(app);
  await attack();
  await settle();
  expect(await snapshotStore(app)).toEqual(before);
};

test('there is a sample for every operation', () => {
  expect(Object.keys(samples).sort()).toEqual(CONTRACTS.map((contract) => contract.id).sort());
});

const withBody = CONTRACTS.filter((contract) => contract.body);
const withQuery = CONTRACTS.filter((contract) => contract.query);
const withParams = CONTRACTS.filter((contract) => contract.params);

describe.each(withBody.map((contract) => ({ id: contract.id, method: contract.method })))(
  'body of $id',
  ({ id, method }) => {
    test('fields of the wrong type, operators, huge numbers, broken text: refused, nothing changed', () =>
      unchanged(async () => {
        for (const sample of samples[id] ?? []) {
          const body = sample.body ?? {};
          const attacks = Object.entries(body)
            .filter(([, right]) => right !== undefined)
            .flatMap(([field, right]) =>
              wrongFor(right).map((value) => ({ raw: JSON.stringify({ ...body, [field]: value }) })),
            );
          expect(await strikeAll(method, sample, attacks)).toEqual([]);
        }
      }));

    test('what is no object, no JSON, no JSON type, too deep, too wide or too long', () =>
      unchanged(async () => {
        const [sample] = samples[id] as [Sample];
        const { body = {} } = sample;
        const attacks: Attack[] = [
          ...['', 'null', '[]', '"x"', '1', '{', '{"a":}', '{"a":1}}', '\u0000', '\ufeff{', 'undefined'].map(
            (raw) => ({ raw }),
          ),
          { raw: Buffer.from('{"text":"\xff\xfe"', 'latin1') },
          { headers: { 'Content-Type': 'text/plain' } },
          { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, raw: 'text=1' },
          { headers: { 'Content-Type': 'application/json; charset=klingon' } },
          { headers: { 'Content-Encoding': 'gzip' } },
          { headers: { 'Content-Encoding': 'zip' } },
          { raw: nested(10_000) },
          { raw: nested(100_000) },
          { raw: manyKeys(10_000) },
          { raw: jsonWith(body, 'extra', 'x'.repeat(10 * 1024 * 1024)) },
        ];
        // A body that may be left out may be empty, too.
        const optional = id === 'signOut';
        expect(await strikeAll(method, sample, optional ? attacks.slice(1) : attacks)).toEqual([]);
      }));

    test('an extra field of any name and value is refused, the stored documents stay', () =>
      unchanged(async () => {
        const names = fc.oneof(
          fc.constantFrom(...EXTRA_FIELDS),
          fc.string({ minLength: 1, maxLength: 12 }).map((name) => `x${name}`),
        );
        const list = samples[id] as Sample[];
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom(...list),
            names,
            fc.jsonValue({ maxDepth: 3 }),
            async (sample, name, value) => {
              const said = await strike(method, sample, { raw: jsonWith(sample.body ?? {}, name, value) });
              expect(said).toBeNull();
            },
          ),
          { numRuns: 100 },
        );
        for (const name of EXTRA_FIELDS)
          expect(
            await strike(method, list[0] as Sample, { raw: jsonWith(list[0]?.body ?? {}, name, 'x') }),
          ).toBeNull();
      }));
  },
);

test.each(withQuery.map((contract) => ({ id: contract.id, method: contract.method })))(
  'query of $id: unknown names, repeated, operators, nonsense: refused, nothing changed',
  ({ id, method }) =>
    unchanged(async () => {
      for (const sample of samples[id] ?? []) {
        const { query = '' } = sample;
        const attacks: Attack[] = [
          ...['x=1', '__proto__=1', 'constructor=1', '$where=1', 'role=admin'].map((extra) => ({
            query: `${query}&${extra}`,
          })),
          ...query.split('&').flatMap((pair) => {
            const [name = ''] = pair.split('=');
            const others = query.split('&').filter((other) => other !== pair);
            return [
              `${name}=1&${name}=2`,
              `${name}[$gt]=`,
              `${name}=`,
              `${name}=%00`,
              `${name}=%ED%A0%80$`,
              `${name}=${'9'.repeat(400)}`,
            ].map((bad) => ({ query: [...others, bad].join('&') }));
          }),
        ];
        expect(await strikeAll(method, sample, attacks)).toEqual([]);
      }
    }),
);

test.each(withParams.map((contract) => ({ id: contract.id, method: contract.method, path: contract.path })))(
  'path of $id: bad encodings, other places, other kinds of id',
  ({ id, method, path }) =>
    unchanged(async () => {
      const bad = [
        '%00',
        '%ZZ',
        '%',
        '%C0%AF',
        '..%2f..%2fetc%2fpasswd',
        // Twice, for fetch itself goes up at the plain one.
        '%252e%252e',
        '$gt',
        '[object]',
        '1e9',
        "'",
        '%F0%9F%98%80',
        'x'.repeat(3000),
      ];
      const [sample] = samples[id] as [Sample];
      const attacks = bad.map((value) => ({ path: path.replace(/:\w+/g, value) }));
      expect(await strikeAll(method, sample, attacks)).toEqual([]);
    }),
);

test('paths of nothing and methods of nothing are told so', async () => {
  const attacks: [string, string][] = [
    ['GET', '/%ZZ'],
    ['GET', '/%00'],
    ['GET', '/../../etc/passwd'],
    ['DELETE', '/cases'],
    ['PUT', '/cases'],
    ['PATCH', '/categories'],
    ['GET', '/auth/demo'],
  ];
  for (const [method, path] of attacks) expect(await strike(method, { path }, {})).toBeNull();
});
