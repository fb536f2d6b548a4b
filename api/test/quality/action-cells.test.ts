import { mongo } from 'mongoose';
import { CASE_STATUSES, type CaseStatus, isOpen } from '@shared/cases/statuses';
import { judge, type Party, WIRED_ACTIONS, type WiredAction } from '@shared/cases/workflow';
import type { CaseView } from '@shared/cases/schemas';
import { type CaseDoc, casesOf, ratingsOf } from '@api/features/cases';
import type { Person } from '../build-community';
import { get, post } from '../request';
import { startTestApp, type TestApp } from '../test-app';
import { bodiesOf, carriedFor, expectedOf, ratingOf } from './action-table';
import { buildWorld, submit, type World } from './world';

let app: TestApp;
let world: World;
let template: CaseDoc;
let targetId: string;
let bodies: Record<WiredAction, object>;

/** Everybody a case may meet, near and far. */
const ACTORS = [
  'anonymous',
  'reporter',
  'neighbour',
  'worker',
  'leader',
  'parttimer',
  'otherWorker', // of the neighbouring grid
  'community',
  'street', // the desk above
  'district',
  'siblingStreet', // of the same district
  'foreign', // of another city
  'urban', // handler of a department
  'police',
  'water',
  'urbanElsewhere', // the same department of another district
  'supervisor',
  'admin',
] as const;
type ActorName = (typeof ACTORS)[number];
const crowd = {} as Record<Exclude<ActorName, 'anonymous'>, Person>;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const { home, away, people } = world;
  const { dispatcher, ...others } = people;
  const handler = { role: 'handler', area: home.district } as const;
  const desk = (area: string) => home.person({ name: '某台', role: 'dispatcher', area });
  Object.assign(crowd, others, {
    community: dispatcher,
    street: await desk(home.street),
    district: await desk(home.district),
    siblingStreet: await desk(`${home.district}002`),
    parttimer: await home.person({
      name: '钱帮',
      role: 'grid_worker',
      area: home.grids[0],
      post: 'parttime_worker',
    }),
    urban: await home.person({ ...handler, name: '孙立', department: 'urban-management' }),
    police: await home.person({ ...handler, name: '民警', department: 'police' }),
    water: await home.person({ ...handler, name: '水工', department: 'water' }),
    urbanElsewhere: await away.person({
      name: '远方',
      role: 'handler',
      area: away.district,
      department: 'urban-management',
    }),
  });
  const made = await submit(world);
  const _id = new mongo.ObjectId(made.id);
  template = (await casesOf(app.deps.db).collection.findOne({ _id })) as unknown as CaseDoc;
  template.category.requiresAfterPhoto = false;
  targetId = (await submit(world)).id;
  bodies = bodiesOf(world, targetId);
});
afterAll(() => app.stop());

interface Scenario {
  name: string;
  /** What each one is to the case, by DOMAIN.md; `resident` where none is named. */
  parties: Partial<Record<ActorName, Party[]>>;
  shape: (action: WiredAction) => Partial<CaseDoc>;
  /** Allowed by the table, yet refused for what the body asks. */
  refusal: (actor: ActorName, action: WiredAction) => number | null;
}

/** A worker gives to his grid's part-timers only, and the bodies name others. */
const workersReach = (parties: readonly Party[] | undefined, action: WiredAction) =>
  (action === 'dispatch' || action === 'reassign') && !parties?.includes('dispatcher') ? 400 : null;

const SCENARIOS: Scenario[] = [
  {
    name: 'at grid level, in the worker’s hands',
    parties: {
      reporter: ['reporter'],
      worker: ['grid_worker', 'assignee', 'past_handler'],
      leader: ['grid_worker', 'checker'],
      parttimer: ['grid_worker', 'checker'],
      community: ['dispatcher', 'checker'],
      street: ['dispatcher', 'checker'],
      district: ['dispatcher', 'checker'],
      supervisor: ['supervisor', 'checker', 'arbiter'],
    },
    shape: (action) => ({
      handledBy: [crowd.worker.id],
      ...(action === 'signOff' && { coHandlers: [personal(crowd.otherWorker)] }),
    }),
    refusal(actor, action) {
      return workersReach(this.parties[actor], action);
    },
  },
  {
    name: 'at street level, given to a department with another as co-handler',
    parties: {
      reporter: ['reporter'],
      worker: ['checker'],
      leader: ['checker'],
      parttimer: ['checker'],
      community: ['checker'],
      street: ['dispatcher', 'checker'],
      district: ['dispatcher', 'checker'],
      urban: ['assignee', 'past_handler'],
      police: ['co_handler'],
      supervisor: ['supervisor', 'checker', 'arbiter'],
    },
    shape: (action) => ({
      level: 'street',
      assignee: departmental('urban-management'),
      coHandlers: [
        { ...departmental('police'), ...(action !== 'signOff' && { signedOffAt: template.createdAt }) },
      ],
      handledBy: [crowd.urban.id],
    }),
    refusal: () => null,
  },
];

const personal = (person: Person) => ({
  type: 'person' as const,
  userId: person.id,
  postId: 'p',
  name: person.name,
  function: 'grid_worker' as const,
  avatarUrl: null,
});
const departmental = (department: string) => ({
  type: 'department' as const,
  department,
  areaCode: world.home.district,
  name: department,
});

function partiesIn(scenario: Scenario, actor: ActorName, action: WiredAction): Party[] {
  const helps =
    action === 'signOff' &&
    actor === 'otherWorker' &&
    scenario.shape(action).coHandlers?.[0]?.type === 'person';
  return ['resident', ...(scenario.parties[actor] ?? []), ...(helps ? (['co_handler'] as const) : [])];
}

const LANES = [0, 1, 2, 3];
const laneOf = (action: WiredAction) =>
  action === 'merge' || action === 'unmerge' ? 0 : WIRED_ACTIONS.indexOf(action) % LANES.length;

let serial = 0;
/** The same case in any state and shape. */
async function put(status: CaseStatus, shape: Partial<CaseDoc>): Promise<string> {
  serial += 1;
  const _id = new mongo.ObjectId();
  const doc: CaseDoc = {
    ...template,
    _id,
    number: `LX20260101-${String(serial).padStart(6, '0')}`,
    status,
    open: isOpen(status),
    unlogged: false,
    loggedSeq: 1,
    closesAt: null,
    ...shape,
  };
  await casesOf(app.deps.db).collection.insertOne(doc);
  if (doc.rated) await ratingsOf(app.deps.db).insertOne(ratingOf(doc));
  return _id.toHexString();
}

describe.each(SCENARIOS)('a case $name', (scenario) => {
  test.each(CASE_STATUSES.map((status) => [status]))(
    '%s: every actor × action answers as DOMAIN.md says and as the workflow table judges',
    async (status) => {
      const wrong: unknown[] = [];
      const offers = new Map<string, string[]>();
      /** What the case offers him; asked once for all actions that find it in the same shape. */
      const offered = async (id: string, actor: ActorName, token: string | undefined, shape: string) => {
        const key = `${actor} ${shape}`;
        const known = offers.get(key);
        if (known) return known;
        const { body } = await get<CaseView>(app, `/cases/${id}`, token);
        const actions = body.actions.map(({ action }) => action);
        offers.set(key, actions);
        return actions;
      };
      const sweep = async (action: WiredAction): Promise<void> => {
        const shape = { ...scenario.shape(action), ...carriedFor(action, template.createdAt, targetId) };
        let id = await put(status, shape);
        for (const actor of ACTORS) {
          const token = actor === 'anonymous' ? undefined : crowd[actor].token;
          const isOffered = (await offered(id, actor, token, JSON.stringify(shape))).includes(action);
          const answer = await post<CaseView>(app, `/cases/${id}/actions/${action}`, bodies[action], token);
          if (actor === 'anonymous') {
            if (answer.status !== 401 || isOffered)
              wrong.push({ actor, action, got: answer.status, isOffered });
            continue;
          }
          const parties = partiesIn(scenario, actor, action);
          const want = expectedOf(action, status, parties);
          // Nobody follows his own case, or rates what closed without him.
          const late = action === 'rate' && status === 'closed';
          const own = (action === 'follow' && actor === 'reporter') || late ? 409 : null;
          const refused = want === 200 ? (own ?? scenario.refusal(actor, action)) : null;
          if (answer.status !== (refused ?? want))
            wrong.push({ actor, action, want: refused ?? want, got: answer.status });
          if (isOffered !== (want === 200 && refused !== 409)) wrong.push({ actor, action, isOffered });
          const verdict = judge(action, status, new Set(parties));
          const judged = verdict.ok ? 200 : verdict.why === 'not-allowed' ? 403 : 409;
          if (judged !== want) wrong.push({ actor, action, want, judged });
          if (answer.status === 200) id = await put(status, shape);
        }
      };
      // Every action has cases of its own, but merging and parting: those share the case merged into.
      const lanes = LANES.map(async (lane) => {
        for (const action of WIRED_ACTIONS) if (laneOf(action) === lane) await sweep(action);
      });
      await Promise.all(lanes);
      expect(wrong).toEqual([]);
    },
    180_000,
  );
});

test('a worker’s own report goes to a colleague, and he himself may only do what a reporter may', async () => {
  const { worker } = world.people;
  const { body } = await post<CaseView>(
    app,
    '/cases',
    { text: '我家楼下的路灯不亮', categoryCode: template.category.code, place: world.home.centres[0] },
    worker.token,
  );
  expect(body.assignee).toMatchObject({ type: 'person', worker: { name: '钱帮' } });
  expect(body.actions.map((offer) => offer.action)).toEqual(['withdraw', 'supplement', 'urge']);
  const answer = await post(app, `/cases/${body.id}/actions/accept`, {}, worker.token);
  expect(answer.status).toBe(403);
});
