import fc from 'fast-check';
import { mongo } from 'mongoose';
import { shanghaiDate } from '@shared/time/shanghai';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { WiredAction } from '@shared/cases/workflow';
import {
  type Assignee,
  type CaseDoc,
  casesOf,
  closeUnrated,
  eventsOf,
  flushAllEvents,
  runAlerts,
} from '@api/features/cases';
import type { Person } from '../build-community';
import { post } from '../request';
import { startTestApp, TEST_NOW, type TestApp } from '../test-app';
import { DOMAIN_TABLE, expectedOf } from './action-table';
import { type Asked, DESKS, HANDLERS, PlainCase, type Who } from './plain-case';
import { buildWorld, submit, type World } from './world';

/**
 * Random people do random things to a case of the real API, over HTTP, while a second telling of its life from
 * DOMAIN.md (plain-case.ts) says what must come of it: the answer, the state, who has it, promises, counters, events.
 */
let app: TestApp;
let world: World;
const crowd = {} as Record<Who, Person>;
const DEPARTMENTS = { urban: 'urban-management', police: 'police' } as const;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const { home, people } = world;
  const resident = (name: string) => home.person({ name, homeGrid: home.grids[0] });
  const desk = (area: string) => home.person({ name: '某台', role: 'dispatcher', area });
  const handler = { role: 'handler', area: home.district } as const;
  Object.assign(crowd, {
    reporter: people.reporter,
    neighbour: people.neighbour,
    second: await resident('钱二'),
    third: await resident('孙三'),
    worker: people.worker,
    leader: people.leader,
    parttimer: await home.person({
      name: '钱帮',
      role: 'grid_worker',
      area: home.grids[0],
      post: 'parttime_worker',
    }),
    community: people.dispatcher,
    street: await desk(home.street),
    district: await desk(home.district),
    urban: await home.person({ ...handler, name: '孙立', department: DEPARTMENTS.urban }),
    police: await home.person({ ...handler, name: '民警', department: DEPARTMENTS.police }),
    supervisor: people.supervisor,
  } satisfies Record<Who, Person>);
  // In the second grid nobody is on duty: what is moved there goes to the community's desk.
  await app.deps.db.collection('posts').deleteMany({ areaCode: home.grids[1] });
});
afterAll(() => app.stop());

async function at(ms: number): Promise<void> {
  app.freezeClock(ms);
  for (const person of Object.values(crowd))
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}

const ACTIONS = Object.keys(DOMAIN_TABLE).filter(
  (action) => !['split', 'merge', 'unmerge'].includes(action),
) as WiredAction[];
const DAY = 86_400_000;

/** What is asked, drawn from the ways there are. */
function ask(action: WiredAction, draw: number, now: number, plain: PlainCase): Asked {
  const pick = <T>(...choices: T[]): T => choices[draw % choices.length] as T;
  switch (action) {
    case 'dispatch':
      return pick<Asked>(
        { to: { department: 'urban' } },
        { to: { department: 'police' }, coHandlers: ['urban'] },
        { to: { personId: 'parttimer' } },
      );
    case 'reassign':
      return {
        to: pick<Asked['to']>({ personId: 'leader' }, { personId: 'parttimer' }, { department: 'police' }),
      };
    case 'hold':
      return { until: now + pick(-1, 2, 9, 20) * DAY };
    case 'extend':
      return { until: pick(now + DAY, plain.resolveBy + 5 * DAY, plain.resolveBy + 30 * DAY) };
    case 'grant':
      return { approve: pick(true, true, false) };
    case 'decideAppeal':
      return { approve: pick(true, false) };
    case 'verify':
      return { pass: pick(true, true, false) };
    case 'rate':
      return { sendBack: pick(true, false) };
    case 'recategorise':
      return { categoryCode: pick('GY-0105', 'GY-0102', 'SR-0201') };
    case 'relocate':
      return { grid: pick(0, 1) };
    default:
      return {};
  }
}

/** The request's body for it. */
function bodyOf(action: WiredAction, asked: Asked, view: Pick<CaseDoc, 'requests'>, now: number): object {
  const text = '一句话';
  const to =
    asked.to && 'personId' in asked.to && asked.to.personId
      ? { personId: crowd[asked.to.personId].id }
      : { department: DEPARTMENTS[(asked.to as { department: 'urban' } | undefined)?.department ?? 'urban'] };
  const until = new Date(asked.until ?? 0).toISOString();
  switch (action) {
    case 'dispatch':
      return { to, coHandlers: asked.coHandlers?.map((who) => ({ department: DEPARTMENTS[who] })) };
    case 'reassign':
      return { to, text };
    case 'hold':
    case 'extend':
      return { until, text };
    case 'grant':
      return { request: view.requests?.[0]?.id ?? '0', approve: asked.approve };
    case 'verify':
      return { pass: asked.pass, text };
    case 'rate':
      return asked.sendBack
        ? { resolved: 'no', response: 1, attitude: 3, result: 1, sendBack: true }
        : { resolved: 'yes', response: 5, attitude: 5, result: 5 };
    case 'appealRating':
      return { reason: 'abusive', text };
    case 'decideAppeal':
      return { uphold: asked.approve, text };
    case 'recategorise':
      return { categoryCode: asked.categoryCode, text };
    case 'relocate':
      return { place: world.home.centres[asked.grid ?? 0], text };
    case 'supervise':
      return { text, deadline: new Date(now + 20 * DAY).toISOString() };
    case 'decline':
    case 'return':
      return { reason: 'other', text };
    case 'reply':
      return { text, result: 'explained' };
    case 'accept':
    case 'takeUp':
    case 'resume':
    case 'follow':
    case 'unfollow':
    case 'withdraw':
    case 'urge':
    case 'lift':
    case 'claim':
      return {};
    case 'fulfil':
      return { text, uploadIds: [] };
    default:
      return { text };
  }
}

const areaOf = (desk: (typeof DESKS)[number]) => world.home[desk];
function holderOf(assignee: Assignee): string {
  const people = Object.entries(crowd) as [Who, Person][];
  if (assignee.type === 'person') return people.find(([, { id }]) => id === assignee.userId)?.[0] ?? '?';
  if (assignee.type === 'center') return DESKS.find((desk) => areaOf(desk) === assignee.areaCode) ?? '?';
  return HANDLERS.find((handler) => DEPARTMENTS[handler] === assignee.department) ?? '?';
}

const load = async (id: string) =>
  (await casesOf(app.deps.db).collection.findOne({ _id: new mongo.ObjectId(id) })) as unknown as CaseDoc;

/** What is kept of the case, in the terms of the plain telling. */
async function seen(id: string) {
  await flushAllEvents(app.deps.db);
  const doc = await load(id);
  const log = await eventsOf(app.deps.db)
    .find({ caseId: id }, { sort: { seq: 1 }, projection: { type: 1 } })
    .toArray();
  return {
    status: doc.status,
    level: doc.level,
    holder: holderOf(doc.assignee),
    helpers: (doc.coHandlers ?? []).map((helper) => ({
      who: holderOf(helper),
      signed: helper.signedOffAt !== undefined,
    })),
    hold: doc.holding ? { since: doc.holding.since.getTime(), until: doc.holding.until.getTime() } : null,
    requests: (doc.requests ?? []).map(({ kind, until }) => ({ kind, until: until.getTime() })),
    rated: doc.ratings?.round === (doc.round ?? 1) ? doc.ratings.count : 0,
    appeals: (doc.appeals ?? []).length,
    counters: [doc.extensions ?? 0, doc.returns ?? 0, doc.reworks, doc.urges ?? 0, doc.followers],
    supervised: doc.supervised,
    resolveBy: doc.resolveBy.getTime(),
    respondBy: doc.respondBy.getTime(),
    due: doc.open ? doc.dueAt.getTime() : null,
    log: log.map(({ type }) => type),
  };
}

const told = (plain: PlainCase) => ({
  status: plain.status,
  level: plain.level,
  holder: plain.holder,
  helpers: plain.helpers,
  hold: plain.hold,
  requests: plain.requests,
  rated: plain.counted,
  appeals: plain.ratings.filter(({ appeal }) => appeal === 'pending').length,
  counters: [plain.extensions, plain.returns, plain.reworks, plain.urges, plain.followers.size],
  supervised: plain.supervised,
  resolveBy: plain.resolveBy,
  respondBy: plain.respondBy,
  due: plain.open ? plain.dueAt : null,
  log: plain.log,
});

interface Step {
  who: number;
  what: number;
  draw: number;
  sensible: boolean;
  waitHours: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(),
  what: fc.nat(),
  draw: fc.nat({ max: 11 }),
  sensible: fc.boolean(),
  waitHours: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 60 })),
});

test('whatever people do, the API and the plain telling of DOMAIN.md agree', async () => {
  const names = Object.keys(crowd) as Who[];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      await at(TEST_NOW);
      const made: CaseView = await submit(world);
      const plain = new PlainCase(app.deps.calendar, Date.parse(made.createdAt));
      const path: string[] = [];
      for (const { who, what, draw, sensible, waitHours } of steps) {
        if (waitHours > 0) {
          await at(app.deps.clock() + waitHours * 3_600_000);
          const before = app.deps.clock();
          // One step at a time, as the job does it.
          while ((await runAlerts(app.deps)) > 0);
          await closeUnrated(app.deps);
          plain.runClock(before);
          plain.runClosing(before);
        }
        const name = names[who % names.length] as Who;
        const now = app.deps.clock();
        const may = ACTIONS.filter((action) => expectedOf(action, plain.status, plain.parties(name)) === 200);
        // Half of them do what they may, or random walks would never get far.
        const choices = sensible && may.length > 0 ? may : ACTIONS;
        const action = choices[what % choices.length] as WiredAction;
        const asked = ask(action, draw, now, plain);
        const before = await load(made.id);
        const answer = await post<CaseView>(
          app,
          `/cases/${made.id}/actions/${action}`,
          bodyOf(action, asked, before, now),
          crowd[name].token,
        );
        const want = plain.act(action, name, asked, now, shanghaiDate(now));
        path.push(`${name} ${action} ${JSON.stringify(asked)} → ${want}`);
        expect([path, answer.status, answer.body]).toEqual([path, want, expect.anything()]);
        expect([path, await seen(made.id)]).toEqual([path, told(plain)]);
      }
    }),
    { numRuns: Number(process.env.MODEL_RUNS ?? 15), endOnFailure: true },
  );
}, 3_600_000);
