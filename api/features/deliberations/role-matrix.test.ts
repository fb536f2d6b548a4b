import type { TopicPhase } from '@shared/deliberations/phases';
import type { MeetingsView } from '@shared/meetings/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { buildTopic } from '@api/test/build-topic';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { verify } from '@api/test/verified';
import { LAMP } from '@api/test/quality/world';
import { type TopicDoc, topicsOf } from './topic.model';

/**
 * Who may do what in which phase, written down once more in the plainest way there is and tried through HTTP on real
 * topics: every actor does everything in every phase. Guests read; only those entitled act.
 */
const ACTORS = [
  'guest',
  'stranger',
  'neighbour',
  'verified',
  'initiator',
  'worker',
  'desk',
  'foreignDesk',
] as const;
type Actor = (typeof ACTORS)[number];
const STATES = ['raise', 'set', 'discuss', 'decide', 'execute', 'evaluate', 'over', 'held'] as const;
type State = (typeof STATES)[number];

const PHASES: readonly State[] = ['raise', 'set', 'discuss', 'decide', 'execute', 'evaluate'];
/** Lives there by his own word, confirmed, or leads there. */
const BELONGING: readonly Actor[] = ['neighbour', 'verified', 'initiator', 'desk'];
const CONFIRMED: readonly Actor[] = ['verified', 'initiator'];

interface Action {
  /** Entitled in these states. */
  who: readonly Actor[];
  when: readonly State[];
  run: (cell: Cell) => Promise<{ status: number }>;
}
interface Cell {
  who: Person | null;
  topic: TopicDoc;
  path: string;
  /** A statement and a comment that are there, and a meeting to come. */
  meeting: string;
}

let app: TestApp;
let home: Community;
let people: Record<Exclude<Actor, 'guest'>, Person>;
const DAY = 24 * 3_600_000;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const away = await buildCommunity(app);
  const [grid] = home.grids;
  people = {
    stranger: await away.person({ homeGrid: away.grids[0] }),
    neighbour: await home.person({ homeGrid: grid }),
    verified: await home.person({ homeGrid: grid }),
    initiator: await home.person({ homeGrid: grid }),
    worker: await home.person({ role: 'grid_worker', area: grid, post: 'grid_worker' }),
    desk: await home.person({ role: 'dispatcher', area: home.community }),
    foreignDesk: await away.person({ role: 'dispatcher', area: away.community }),
  };
  await verify(app, people.stranger, away.grids[0]);
  for (const who of CONFIRMED) await verify(app, people[who as 'verified'], grid);
});
afterAll(() => app.stop());

const at = (days: number) => new Date(app.deps.clock() + days * DAY).toISOString();
const plan = () => ({
  discussUntil: at(7),
  decideUntil: at(14),
  executeUntil: at(60),
  evaluateUntil: at(75),
});
const rules = {
  question: '充电棚建在哪里',
  options: [{ text: '东门' }, { text: '西门' }],
  kind: 'single',
  unit: 'person',
  quorumPercent: 0,
  majority: 'half',
  tie: 'none',
};
const meeting = () => ({
  start: at(2),
  end: at(2.05),
  placeText: '三号楼前',
  seats: 20,
  agenda: '充电棚建在哪里',
});
const PLANNED = ['discuss', 'decide', 'execute', 'evaluate'] as const;
const MOVES: Partial<Record<State, string>> = {
  raise: 'declined',
  set: 'declined',
  discuss: 'stopped',
  decide: 'stopped',
  execute: 'stopped',
};

const write = (method: 'POST' | 'PUT', suffix: string, body: () => object) => (cell: Cell) =>
  method === 'POST'
    ? post<object>(app, `${cell.path}${suffix}`, body(), cell.who?.token)
    : send<object>(app, 'PUT', `${cell.path}${suffix}`, {
        ...(cell.who && { token: cell.who.token }),
        body: body(),
      });
const read = (suffix: string) => (cell: Cell) => get(app, `${cell.path}${suffix}`, cell.who?.token);
/** What waits to be judged is there for who raised it and who leads it. */
const SEEING_HELD: readonly Actor[] = ['initiator', 'desk'];

/** In the order in which each actor tries them; none stands in the way of a later one. */
const ACTIONS: Record<string, Action> = {
  comment: {
    who: [...BELONGING, 'worker'],
    when: PHASES,
    run: write('POST', '/comments', () => ({ text: '我也说一句' })),
  },
  statement: {
    who: BELONGING,
    when: ['discuss'],
    run: write('POST', '/statements', () => ({ text: '应该建在东门外面' })),
  },
  second: { who: ['verified'], when: ['raise'], run: write('POST', '/second', () => ({})) },
  signUp: {
    who: BELONGING,
    when: PHASES,
    run: ({ who, path, meeting: mid }) =>
      send(app, 'PUT', `${path}/meetings/${mid}/seat`, who ? { token: who.token } : {}),
  },
  vote: { who: CONFIRMED, when: ['decide'], run: write('PUT', '/ballot', () => ({ choices: ['A'] })) },
  evaluate: {
    who: ['neighbour', 'verified', 'initiator', 'worker'],
    when: ['evaluate'],
    run: write('POST', '/evaluation', () => ({ done: 'yes', score: 5 })),
  },
  careList: { who: ['desk'], when: [...PHASES, 'over', 'held'], run: read('/care') },
  callMeeting: { who: ['desk'], when: PHASES, run: write('POST', '/meetings', meeting) },
  meetingPeople: {
    who: ['desk'],
    when: [...PHASES, 'over', 'held'],
    run: (cell) => read(`/meetings/${cell.meeting}/people`)(cell),
  },
  ballotRules: {
    who: ['desk'],
    // Also while the topic waits to be judged: nobody else sees it then.
    when: ['raise', 'set', 'discuss', 'held'],
    run: write('PUT', '/ballot/rules', () => ({ ...rules, version: 1 })),
  },
  task: {
    who: ['desk'],
    when: ['execute'],
    run: write('POST', '/tasks', () => ({
      text: '联系厂家来装',
      categoryCode: LAMP,
      gridCode: home.grids[0],
    })),
  },
  replan: {
    who: ['desk'],
    when: ['discuss', 'decide', 'execute', 'evaluate'],
    run: async (cell) => {
      const now = await topicsOf(app.deps.db).findOne({ _id: cell.topic._id });
      // What is over, and the end of a ballot that runs, stays as it was.
      const gone = Math.min(
        3,
        Math.max(
          0,
          (PLANNED as readonly TopicPhase[]).indexOf(cell.topic.phase) +
            (cell.topic.phase === 'decide' ? 1 : 0),
        ),
      );
      const changed: Record<string, string | undefined> = plan();
      for (const phase of PLANNED.slice(0, gone))
        changed[`${phase}Until`] = now?.dates[`${phase}Until`]?.toISOString();
      const body = {
        plan: changed,
        reason: '大家都忙，往后推',
        version: now?.version ?? 1,
      };
      return write('PUT', '/plan', () => body)(cell);
    },
  },
  move: {
    who: ['desk'],
    when: ['raise', 'set', 'discuss', 'decide', 'execute'],
    run: (cell) =>
      write('POST', '/phase', () => ({ to: MOVES[cell.topic.phase] ?? 'stopped', reason: '情况有了变化' }))(
        cell,
      ),
  },
};
const READS = ['', '/statements', '/comments', '/ballot', '/meetings', '/opinion-map'];

async function buildCell(actor: Actor, state: State): Promise<Cell> {
  const phase: TopicPhase = state === 'over' ? 'execute' : state === 'held' ? 'discuss' : state;
  const { initiator } = people;
  const topic = await buildTopic(app, home.community, {
    initiator: { kind: 'resident', userId: initiator.id, name: initiator.name, title: null },
    secondsNeeded: 50,
    seconds: 0,
  });
  const path = `/topics/${topic._id.toHexString()}`;
  const asDesk = { token: people.desk.token };
  await send(app, 'PUT', `${path}/ballot/rules`, { ...asDesk, body: { ...rules, version: 0 } });
  const { body } = await post<MeetingsView>(app, `${path}/meetings`, meeting(), people.desk.token);
  await topicsOf(app.deps.db).updateOne(
    { _id: topic._id },
    {
      $set: {
        phase,
        ...(state === 'over' && { outcome: 'stopped' as const }),
        ...(state === 'held' && {
          care: { state: 'held' as const, reason: '等待审核', at: new Date(), by: null, appeal: null },
        }),
      },
    },
  );
  return {
    who: actor === 'guest' ? null : people[actor],
    topic: { ...topic, phase },
    path,
    meeting: body.items[0]?.id ?? '',
  };
}

const CELLS = ACTORS.flatMap((actor) => STATES.map((state) => [actor, state] as const));

test.each(CELLS)('a %s in "%s" does what he may and nothing else', async (actor, state) => {
  const cell = await buildCell(actor, state);
  const sees = state !== 'held' || SEEING_HELD.includes(actor);
  for (const suffix of READS) {
    const { status } = await read(suffix)(cell);
    expect([actor, state, 'read', suffix, status]).toEqual([actor, state, 'read', suffix, sees ? 200 : 404]);
  }
  for (const [name, { who, when, run }] of Object.entries(ACTIONS)) {
    const { status } = await run(cell);
    const entitled = who.includes(actor) && when.includes(state);
    const seen =
      status >= 200 && status < 300 ? 'does' : [401, 403, 404, 409].includes(status) ? 'refused' : status;
    expect([actor, state, name, seen]).toEqual([actor, state, name, entitled ? 'does' : 'refused']);
    if (actor === 'guest') expect([name, status]).toEqual([name, 401]);
  }
  const after = await topicsOf(app.deps.db).findOne({ _id: cell.topic._id });
  const ends = actor === 'desk' && ACTIONS.move?.when.includes(state) === true;
  expect(after?.outcome).toBe(ends ? MOVES[state] : state === 'over' ? 'stopped' : null);
});
