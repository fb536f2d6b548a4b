import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mongo } from 'mongoose';
import type { BallotResultView } from '@shared/ballots/schemas';
import { buildCommunity, type Person } from '@api/test/build-community';
import { buildTopic } from '@api/test/build-topic';
import { get, send } from '@api/test/request';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { verify } from '@api/test/verified';
import { topicsOf } from '../deliberations';
import { boxKey } from './seal-ballot';
import { finishBallots } from './count-ballots';

/** Every document of every collection as it is stored, in the order the store gives them. */
async function dump({ deps }: TestApp): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  for (const { collectionName } of (await deps.db.db?.collections()) ?? []) {
    const docs = await deps.db.collection(collectionName).find({}).toArray();
    all.set(
      collectionName,
      docs.map((doc) => JSON.stringify(doc)),
    );
  }
  return all;
}

/** The bytes of all files of the data directory but the secrets. */
function filesOf(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name !== 'secrets.json')
    .map((name) => join(folder, name))
    .map((path) =>
      statSync(path).isDirectory()
        ? filesOf(path)
        : statSync(path).isFile()
          ? readFileSync(path, 'latin1')
          : '',
    )
    .join('\n');
}

let app: TestApp;
let voters: Person[];
/** What each chose in the end. */
const CHOSEN = ['A', 'B', 'A', 'C', 'B', 'A', 'B', 'C', 'A', 'B', 'A', 'C'];
let topicId: string;
let during: Map<string, string[]>;
let after: Map<string, string[]>;
let published: BallotResultView;

beforeAll(async () => {
  app = await startTestApp();
  const home = await buildCommunity(app);
  const desk = await home.person({ role: 'dispatcher', area: home.community });
  const topic = await buildTopic(app, home.community);
  topicId = topic._id.toHexString();
  const rules = {
    question: '充电棚建在哪里',
    options: [{ text: '东门' }, { text: '西门' }, { text: '都不建', against: true }],
    kind: 'single',
    unit: 'person',
    quorumPercent: 0,
    majority: 'most',
    tie: 'none',
    version: 0,
  };
  await send(app, 'PUT', `/topics/${topicId}/ballot/rules`, { token: desk.token, body: rules });
  const decideUntil = new Date(app.deps.clock() + 600_000);
  await topicsOf(app.deps.db).updateOne(
    { _id: topic._id },
    { $set: { phase: 'decide', 'dates.decideUntil': decideUntil } },
  );
  voters = [];
  for (const choice of CHOSEN) {
    const person = await home.person({ homeGrid: home.grids[0] });
    await verify(app, person, home.grids[0]);
    voters.push(person);
    // Each changes his mind once: neither the first nor the second choice may be seen.
    for (const choices of [[choice === 'A' ? 'B' : 'A'], [choice]])
      expect(
        (await send(app, 'PUT', `/topics/${topicId}/ballot`, { token: person.token, body: { choices } }))
          .status,
      ).toBe(200);
  }
  await settle();
  await app.deps.audit.flush();
  during = await dump(app);
  app.setClock(decideUntil.getTime() + 20_000);
  await finishBallots(app.deps, () => false);
  published = (await get<BallotResultView>(app, `/topics/${topicId}/result`)).body;
  await app.deps.audit.flush();
  after = await dump(app);
}, 120_000);
afterAll(() => app.stop());

const everything = (stored: Map<string, string[]>) => [...stored.values()].flat();

test('while it runs: the list knows who, the box knows what, and nothing else knows of either', () => {
  const list = during.get('ballotRoll') ?? [];
  const box = during.get('ballotBox') ?? [];
  expect([list.length, box.length]).toEqual([CHOSEN.length, CHOSEN.length]);
  for (const entry of list)
    expect(Object.keys(JSON.parse(entry) as object).sort()).toEqual([
      '_id',
      'areaCode',
      'topicId',
      'voterId',
    ]);
  for (const entry of box) expect(Object.keys(JSON.parse(entry) as object).sort()).toEqual(['_id', 'sealed']);
  for (const { id } of voters) {
    expect(box.some((entry) => entry.includes(id))).toBe(false);
    // Without the key nobody finds the way from a voter to his ballot: its name stands in the box and nowhere else.
    const key = boxKey(app.deps, new mongo.ObjectId(topicId), id);
    expect(everything(during).filter((doc) => doc.includes(key.slice(topicId.length + 1)))).toHaveLength(1);
  }
});

test('while it runs: sealed ballots are of one length and never alike, whatever is in them', () => {
  const sealed = (during.get('ballotBox') ?? []).map(
    (entry) => (JSON.parse(entry) as { sealed: string }).sealed,
  );
  expect(new Set(sealed.map(({ length }) => length)).size).toBe(1);
  expect(new Set(sealed).size).toBe(CHOSEN.length);
});

test('no document holds a choice beside a voter: not the audit log, nor the keys of repetitions, nor any other', () => {
  for (const stored of [during, after])
    for (const doc of everything(stored)) {
      const ofVoter = voters.some(({ id }) => doc.includes(id));
      expect(ofVoter && /"choices"|"choice"|"marks"/.test(doc)).toBe(false);
    }
  const lines = (during.get('auditLines') ?? []).filter((line) => line.includes('castBallot'));
  expect(lines).toHaveLength(CHOSEN.length * 2);
  // Whichever he chose, the lines of one voter and of another differ in nothing that tells it.
  const told = lines.map((line) => {
    const { operation, target, status, code } = JSON.parse(line) as Record<string, unknown>;
    return JSON.stringify({ operation, target, status, code });
  });
  expect(new Set(told).size).toBe(1);
});

test('afterwards: the box is empty, what is left are the choices of all in their own order', () => {
  expect(after.get('ballotBox') ?? []).toEqual([]);
  const [ballot = ''] = after.get('ballots') ?? [];
  expect(JSON.parse(ballot)).toMatchObject({
    result: {
      patterns: [
        { choices: ['A'], count: 5 },
        { choices: ['B'], count: 4 },
        { choices: ['C'], count: 3 },
      ],
    },
  });
  for (const { id } of voters) expect(ballot).not.toContain(id);
});

// The strongest attacker: the whole database from before and after, and every order in it. Any voter could still have
// cast any of the ballots: exchanging the choices of two voters leaves nothing stored that differs.
test('no order links them: the choices by the order of the list, of the box or of the audit log are not the votes', () => {
  const box = during.get('ballotBox') ?? [];
  for (const entry of box) for (const letter of ['"A"', '"B"', '"C"']) expect(entry).not.toContain(letter);
  const patterns = published.ballots.flatMap(({ choices, count }) =>
    Array.from({ length: count }, () => choices[0]),
  );
  expect(patterns).toEqual([...patterns].sort());
  expect(patterns).not.toEqual(CHOSEN);
});

test('the files of the store hold no readable ballot either', () => {
  if (process.env.MONGODB_URI) return;
  const bytes = filesOf(app.deps.config.dataDir);
  expect(bytes).toContain(voters[0]?.id ?? '-');
  for (const marks of ['1000000000', '0100000000', '0010000000']) expect(bytes).not.toContain(`|${marks}`);
});

test('the published ballots recount to the published result with the script of docs/, and a changed one does not', async () => {
  const run = promisify(execFile);
  const script = join(__dirname, '../../../docs/recount-ballot.mjs');
  const file = join(app.deps.config.dataDir, 'result.json');
  writeFileSync(file, JSON.stringify(published));
  const { stdout } = await run(process.execPath, [script, file]);
  expect(stdout).toContain('ok  decided: published A, recounted A');
  expect(stdout).not.toContain('NO ');
  const byAddress = await run(process.execPath, [script, `${app.url}/api/v1/topics/${topicId}/result`]);
  expect(byAddress.stdout).toBe(stdout);
  const ballots = published.ballots.map(({ choices, count }, i) => ({
    choices,
    count: i === 1 ? count + 2 : count,
  }));
  writeFileSync(file, JSON.stringify({ ...published, ballots }));
  await expect(run(process.execPath, [script, file])).rejects.toMatchObject({ code: 1 });
});
