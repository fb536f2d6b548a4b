import { mongo } from 'mongoose';
import { CASE_STATUSES, type CaseStatus } from '@shared/cases/statuses';
import { judge, type Party, WIRED_ACTIONS, type WiredAction } from '@shared/cases/workflow';
import type { CaseView } from '@shared/cases/schemas';
import { type CaseDoc, casesOf } from '@api/features/cases';
import { get, post } from '../request';
import { startTestApp, type TestApp } from '../test-app';
import { ACTORS, type ActorName, buildWorld, submit, tokenOf, type World } from './world';

let app: TestApp;
let world: World;
let template: CaseDoc;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const made = await submit(world);
  const _id = new mongo.ObjectId(made.id);
  template = (await casesOf(app.deps.db).collection.findOne({ _id })) as unknown as CaseDoc;
  template.category.requiresAfterPhoto = false;
  targetId = (await submit(world)).id;
  BODIES.merge = { into: targetId };
  BODIES.relocate = { ...BODIES.relocate, place: world.home.centres[1] };
  BODIES.reassign = { ...BODIES.reassign, to: { personId: world.people.leader.id } };
});
afterAll(() => app.stop());

const BODIES: Record<WiredAction, object> = {
  accept: {},
  decline: { reason: 'other_area', text: '不在本辖区' },
  dispatch: { to: { department: 'urban-management' } },
  split: {
    parts: [
      { to: { department: 'urban-management' }, text: '修路灯' },
      { to: { department: 'police' }, text: '维持秩序' },
    ],
    text: '两家一起办',
  },
  takeUp: {},
  return: { reason: 'not_ours', text: '不归我管' },
  progress: { text: '已联系电工' },
  reply: { text: '换好了', result: 'solved' },
  verify: { pass: true, text: '看过了' },
  rate: { resolved: 'yes', response: 5, attitude: 5, result: 5 },
  withdraw: {},
  supplement: { text: '在三号楼' },
  escalate: { text: '要街道协调' },
  hold: { until: '2026-12-10T02:00:00Z', text: '等配件' },
  resume: {},
  extend: { until: '2026-12-30T02:00:00Z', text: '要做管线' },
  grant: { request: '1', approve: false },
  reopen: { text: '又坏了' },
  merge: {},
  unmerge: { text: '不是同一件' },
  signOff: { text: '我这边好了' },
  follow: {},
  unfollow: {},
  urge: {},
  supervise: { text: '请尽快', deadline: '2026-12-10T02:00:00Z' },
  lift: {},
  recategorise: { categoryCode: 'GY-0105', text: '看错了' },
  relocate: { place: { lng: 0, lat: 0 }, text: '在隔壁' },
  reassign: { to: {}, text: '换人' },
};
/** What the case must carry for the action to make sense; party and state decide the rest. */
const CARRIES: { [A in WiredAction]?: () => Partial<CaseDoc> } = {
  resume: () => ({
    hold: true,
    holding: { since: new Date(template.createdAt), until: new Date('2026-12-10T02:00:00Z'), text: '等' },
  }),
  grant: () => ({
    requests: [
      {
        id: '1',
        kind: 'extend',
        until: new Date('2026-12-30T02:00:00Z'),
        text: '等',
        at: template.createdAt,
      },
    ],
  }),
  unmerge: () => ({
    mergedInto: { id: targetId, number: 'LX20260101-999999', at: template.createdAt, from: 'accepted' },
  }),
  lift: () => ({ supervised: true }),
  signOff: () => ({
    coHandlers: [
      {
        type: 'person',
        userId: world.people.otherWorker.id,
        postId: 'p',
        name: '钱进',
        function: 'grid_worker',
        avatarUrl: null,
      },
    ],
  }),
};
let targetId: string;

const OPEN = ['submitted', 'accepted', 'dispatched', 'handling', 'replied'];
const DESK: ActorName[] = ['worker', 'leader', 'dispatcher'];
/** Typed from DOMAIN.md's table for a grid-level case in the worker's hands: who may, in which states. */
const MAY: Record<WiredAction, [ActorName[], string[]][]> = {
  accept: [[['worker', 'leader', 'dispatcher'], ['submitted']]],
  decline: [
    [
      ['worker', 'leader', 'dispatcher'],
      ['submitted', 'accepted'],
    ],
  ],
  // A worker's, to part-timers only: there is none in this grid, so his own is refused at the field.
  dispatch: [
    [['dispatcher'], ['accepted', 'dispatched', 'handling']],
    [['worker', 'leader'], ['accepted']],
  ],
  split: [[['dispatcher'], ['accepted', 'dispatched', 'handling']]],
  return: [[['worker'], ['dispatched']]],
  takeUp: [
    [['worker', 'leader'], ['accepted']],
    [['worker'], ['dispatched']],
  ],
  progress: [[['worker'], ['handling']]],
  reply: [[['worker'], ['handling']]],
  verify: [[['leader', 'dispatcher', 'supervisor'], ['replied']]],
  rate: [[['reporter'], ['verified']]],
  withdraw: [[['reporter'], ['submitted', 'accepted']]],
  supplement: [[['reporter'], OPEN]],
  escalate: [[DESK, ['accepted', 'handling']]],
  hold: [[['worker'], ['handling']]],
  resume: [[['worker', 'dispatcher'], ['handling']]],
  extend: [[['worker'], OPEN]],
  grant: [[['dispatcher'], OPEN]],
  reopen: [[['reporter'], ['closed']]],
  merge: [[['dispatcher'], OPEN]],
  unmerge: [[['dispatcher'], ['merged']]],
  signOff: [[['otherWorker'], ['dispatched', 'handling', 'replied']]],
  follow: [[ACTORS.filter((name) => name !== 'anonymous'), [...CASE_STATUSES]]],
  unfollow: [],
  urge: [[['reporter'], OPEN]],
  supervise: [[['supervisor'], OPEN]],
  lift: [[['supervisor'], OPEN]],
  recategorise: [[DESK, OPEN]],
  relocate: [[DESK, OPEN]],
  reassign: [[DESK, OPEN]],
};
/** Allowed by the table, refused by the case: nobody follows his own. A worker gives to his grid's part-timers only. */
function refusal(actor: ActorName, action: WiredAction): number | null {
  if (action === 'follow' && actor === 'reporter') return 409;
  const toAPartTimer = action === 'dispatch' || action === 'reassign';
  return toAPartTimer && actor !== 'dispatcher' ? 400 : null;
}
const PARTIES: Record<Exclude<ActorName, 'anonymous'>, Party[]> = {
  reporter: ['resident', 'reporter'],
  neighbour: ['resident'],
  worker: ['resident', 'grid_worker', 'assignee'],
  leader: ['resident', 'grid_worker', 'checker'],
  otherWorker: ['resident'],
  dispatcher: ['resident', 'dispatcher', 'checker'],
  foreign: ['resident'],
  supervisor: ['resident', 'supervisor', 'checker'],
  admin: ['resident'],
};

function expected(actor: ActorName, action: WiredAction, status: CaseStatus): number {
  if (actor === 'anonymous') return 401;
  const mine = MAY[action].filter(([who]) => who.includes(actor));
  if (mine.length === 0) return 403;
  return mine.some(([, from]) => from.includes(status)) ? 200 : 409;
}

let serial = 0;
/** The same case in any state, as if the worker had handled it. */
async function put(status: CaseStatus, carries: Partial<CaseDoc>): Promise<string> {
  serial += 1;
  const _id = new mongo.ObjectId();
  await casesOf(app.deps.db).collection.insertOne({
    ...template,
    _id,
    number: `LX20260101-${String(serial).padStart(6, '0')}`,
    status,
    open: OPEN.includes(status),
    handledBy: [world.people.worker.id],
    unlogged: false,
    loggedSeq: 1,
    closesAt: null,
    ...carries,
  });
  return _id.toHexString();
}

test.each(CASE_STATUSES.map((status) => [status]))(
  '%s: every actor × action answers as DOMAIN.md says and as the workflow table judges',
  async (status) => {
    const wrong: unknown[] = [];
    for (const action of WIRED_ACTIONS) {
      const carries = CARRIES[action]?.() ?? {};
      let id = await put(status, carries);
      for (const actor of ACTORS) {
        const token = tokenOf(world, actor);
        const before = await get<CaseView>(app, `/cases/${id}`, token);
        const offered = before.body.actions.some((offer) => offer.action === action);
        const answer = await post<CaseView>(app, `/cases/${id}/actions/${action}`, BODIES[action], token);
        const want = expected(actor, action, status);
        const refused = want === 200 ? refusal(actor, action) : null;
        if (answer.status !== (refused ?? want)) wrong.push({ actor, action, want, got: answer.status });
        if (offered !== (want === 200 && refused !== 409)) wrong.push({ actor, action, offered });
        if (actor !== 'anonymous') {
          const helps = action === 'signOff' && actor === 'otherWorker';
          const verdict = judge(
            action,
            status,
            new Set([...PARTIES[actor], ...(helps ? (['co_handler'] as const) : [])]),
          );
          const judged = verdict.ok ? 200 : verdict.why === 'not-allowed' ? 403 : 409;
          if (judged !== want) wrong.push({ actor, action, want, judged });
        }
        if (answer.status === 200) id = await put(status, carries);
      }
    }
    expect(wrong).toEqual([]);
  },
);

test('a worker’s own report goes to a colleague, and he himself may only do what a reporter may', async () => {
  const { worker } = world.people;
  const { body } = await post<CaseView>(
    app,
    '/cases',
    { text: '我家楼下的路灯不亮', categoryCode: template.category.code, place: world.home.centres[0] },
    worker.token,
  );
  expect(body.assignee).toMatchObject({ type: 'person', worker: { name: '赵强' } });
  expect(body.actions.map((offer) => offer.action)).toEqual(['withdraw', 'supplement', 'urge']);
  const answer = await post(app, `/cases/${body.id}/actions/accept`, {}, worker.token);
  expect(answer.status).toBe(403);
});
