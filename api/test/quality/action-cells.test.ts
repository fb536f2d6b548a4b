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
});
afterAll(() => app.stop());

const BODIES: Record<WiredAction, object> = {
  accept: {},
  decline: { reason: 'other_area', text: '不在本辖区' },
  dispatch: { to: { department: 'urban-management' } },
  takeUp: {},
  return: { reason: 'not_ours', text: '不归我管' },
  progress: { text: '已联系电工' },
  reply: { text: '换好了', result: 'solved' },
  verify: { pass: true, text: '看过了' },
  rate: { resolved: 'yes', response: 5, attitude: 5, result: 5 },
  withdraw: {},
  supplement: { text: '在三号楼' },
};

const OPEN = ['submitted', 'accepted', 'dispatched', 'handling', 'replied'];
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
};
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
async function put(status: CaseStatus): Promise<string> {
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
  });
  return _id.toHexString();
}

test.each(CASE_STATUSES.map((status) => [status]))(
  '%s: every actor × action answers as DOMAIN.md says and as the workflow table judges',
  async (status) => {
    const wrong: unknown[] = [];
    let id = await put(status);
    for (const actor of ACTORS) {
      const before = await get<CaseView>(app, `/cases/${id}`, tokenOf(world, actor));
      const offered = before.body.actions.map((offer) => offer.action);
      for (const action of WIRED_ACTIONS) {
        const answer = await post<CaseView>(
          app,
          `/cases/${id}/actions/${action}`,
          BODIES[action],
          tokenOf(world, actor),
        );
        const want = expected(actor, action, status);
        const refused = action === 'dispatch' && actor !== 'dispatcher' && want === 200 ? 400 : want;
        if (answer.status !== refused) wrong.push({ actor, action, want, got: answer.status });
        if (offered.includes(action) !== (want === 200)) wrong.push({ actor, action, offered });
        if (actor !== 'anonymous') {
          const verdict = judge(action, status, new Set(PARTIES[actor]));
          const judged = verdict.ok ? 200 : verdict.why === 'not-allowed' ? 403 : 409;
          if (judged !== want) wrong.push({ actor, action, want, judged });
        }
        if (answer.status === 200) id = await put(status);
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
  expect(body.actions.map((offer) => offer.action)).toEqual(['withdraw', 'supplement']);
  const answer = await post(app, `/cases/${body.id}/actions/accept`, {}, worker.token);
  expect(answer.status).toBe(403);
});
