import fc from 'fast-check';
import { mongo } from 'mongoose';
import type { CaseView } from '@shared/cases/schemas';
import { NO_TALLY, tallyOf } from '@shared/cases/rates';
import { isOpen } from '@shared/cases/statuses';
import { TRANSITIONS, type Transition, WIRED_ACTIONS, type WiredAction } from '@shared/cases/workflow';
import { brokenLink, type CaseDoc, casesOf, eventsOf, flushAllEvents, ratingsOf } from '@api/features/cases';
import { get, post } from '../request';
import { startTestApp, TEST_NOW, type TestApp } from '../test-app';
import type { Person } from '../build-community';
import { buildWorld, submit, type World } from './world';

let app: TestApp;
let world: World;
const crowd: Record<string, Person> = {};

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const { home, people } = world;
  const handler = { role: 'handler', area: home.district } as const;
  Object.assign(crowd, people, {
    parttimer: await home.person({
      name: '钱帮',
      role: 'grid_worker',
      area: home.grids[0],
      post: 'parttime_worker',
    }),
    street: await home.person({ name: '罗航', role: 'dispatcher', area: home.street }),
    district: await home.person({ name: '区台', role: 'dispatcher', area: home.district }),
    urban: await home.person({ ...handler, name: '孙立', department: 'urban-management' }),
    police: await home.person({ ...handler, name: '民警', department: 'police' }),
  });
});
afterAll(() => app.stop());

const DAY = 86_400_000;
const later = (days: number) => new Date(TEST_NOW + days * DAY).toISOString();

/** A right body for the case as its actor sees it; `draw` picks among the ways there are. */
function bodyFor(action: WiredAction, view: CaseView, draw: number): object {
  const pick = <T>(...choices: T[]): T => choices[draw % choices.length] as T;
  const person = (name: string) => ({ personId: crowd[name]?.id });
  switch (action) {
    case 'decline':
    case 'return':
      return { reason: 'other', text: '不归这里管' };
    case 'dispatch':
      return pick<object>(
        { to: { department: 'urban-management' } },
        { to: { department: 'police' }, coHandlers: [{ department: 'urban-management' }] },
        { to: person('parttimer') },
      );
    case 'split':
      return {
        parts: [
          { to: { department: 'urban-management' }, text: '修路' },
          { to: { department: 'police' }, text: '疏导' },
        ],
        text: '一起办',
      };
    case 'reassign':
      return {
        to: pick<object>(person('leader'), person('parttimer'), { department: 'police' }),
        text: '换人',
      };
    case 'hold':
      return { until: later(10 + (draw % 20)), text: '等' };
    case 'extend':
      return { until: later(100 + view.extensions * 50 + (draw % 50)), text: '等' };
    case 'grant':
      return { request: view.requests[0]?.id ?? '0', approve: pick(true, false) };
    case 'reply':
      return { text: '说明', result: 'explained' };
    case 'verify':
      return { pass: pick(true, false), text: '看过' };
    case 'rate':
      return pick<object>(
        { resolved: 'yes', response: 5, attitude: 5, result: 5 },
        { resolved: 'no', response: 1, attitude: 3, result: 1, sendBack: true },
      );
    case 'appealRating':
      return { reason: 'abusive', text: '骂人' };
    case 'decideAppeal':
      return { uphold: pick(true, false), text: '查过' };
    case 'recategorise':
      return { categoryCode: pick('GY-0105', 'GY-0102', 'SR-0201'), text: '改' };
    case 'relocate':
      return { place: world.home.centres[pick(0, 1)], text: '改' };
    case 'supervise':
      return { text: '快', deadline: later(20) };
    case 'merge':
      return { into: 'LX20200101-000001' };
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
      return { text: '送到了', uploadIds: [] };
    default:
      return { text: '一句话' };
  }
}

const leadsTo = (action: WiredAction, from: string): readonly string[] => {
  const rows: readonly Transition[] = TRANSITIONS;
  return rows
    .filter((row) => row.action === action && (row.from as readonly string[]).includes(from))
    .flatMap(({ to }) => to.map((state) => (state === 'same' ? from : state)));
};

/** What must be true of a case whatever happened to it, seen from its whole log. */
async function checkWhole(id: string): Promise<void> {
  await flushAllEvents(app.deps.db);
  const _id = new mongo.ObjectId(id);
  const doc = (await casesOf(app.deps.db).collection.findOne({ _id })) as unknown as CaseDoc;
  const events = await eventsOf(app.deps.db)
    .find({ caseId: id }, { sort: { seq: 1 } })
    .toArray();
  const count = (...types: string[]) => events.filter(({ type }) => types.includes(type)).length;
  expect(brokenLink(events)).toBe(-1);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  events.slice(1).forEach((event, i) => expect([event.seq, event.from]).toEqual([event.seq, events[i]?.to]));
  expect([doc.version, doc.seq, doc.status]).toEqual([events.length, events.length, events.at(-1)?.to]);
  expect(doc.open).toBe(isOpen(doc.status));
  expect([doc.urges ?? 0, doc.reworks]).toEqual([
    count('urge'),
    events.filter(({ type, data }) => type === 'rate' && data.sendBack === true).length,
  ]);
  const granted = events.filter(
    ({ type, data }) =>
      (type === 'extend' && data.granted === true) ||
      (type === 'grant' && data.kind === 'extend' && data.approve === true),
  );
  expect(doc.extensions ?? 0).toBe(granted.length);
  expect(doc.extensions ?? 0).toBeLessThanOrEqual(2);
  expect(doc.hold).toBe(Boolean(doc.holding));
  if (doc.hold) expect(doc.status).toBe('handling');
  const due = doc.hold ? doc.holding?.until : doc.status === 'submitted' ? doc.respondBy : doc.resolveBy;
  if (doc.open && doc.status !== 'replied') expect(doc.dueAt).toEqual(due);
  // Somebody always has it, and something always comes next on the clock of what is being worked on.
  expect(doc.assignee.name).not.toBe('');
  expect(Boolean(doc.alert)).toBe(doc.open && doc.status !== 'replied');
  const follows = await app.deps.db.collection('caseFollows').countDocuments({ caseId: id });
  expect(doc.followers).toBe(follows);
  // Ratings follow from the log: as many, and the case's figures are theirs.
  const ratings = await ratingsOf(app.deps.db).find({ caseId: id }).toArray();
  const first = events.filter(({ type, data }) => type === 'rate' && data.changed === false);
  expect(ratings.map(({ ref }) => ref).sort()).toEqual(first.map(({ seq }) => seq).sort());
  const { round = 1, ...tally } = doc.ratings ?? {};
  const current = tallyOf(ratings.filter((rating) => rating.round === (doc.round ?? 1)));
  if (round === (doc.round ?? 1)) expect({ ...NO_TALLY, ...tally }).toEqual(current);
  else expect(current).toEqual(NO_TALLY);
  const waiting = ratings.filter(({ appeal }) => appeal?.state === 'pending').map(({ ref }) => ref);
  expect([[...(doc.appeals ?? [])].sort(), doc.appealPending ?? false]).toEqual([
    waiting.sort(),
    waiting.length > 0,
  ]);
}

test('random people do random things: what is offered works, what is not is refused, and the whole agrees', async () => {
  const names = Object.keys(crowd);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 20, maxLength: 45 }),
      async (steps) => {
        const { id } = await submit(world);
        for (const [who, what, sensible] of steps) {
          const person = crowd[names[who % names.length] as string] as Person;
          const { body: view } = await get<CaseView>(app, `/cases/${id}`, person.token);
          const offered = view.actions.map(({ action }) => action);
          // Half of them do what they may, or random walks would never get far.
          const choices: readonly WiredAction[] = sensible && offered.length > 0 ? offered : WIRED_ACTIONS;
          const action = choices[what % choices.length] as WiredAction;
          const answer = await post<CaseView & { code: string }>(
            app,
            `/cases/${id}/actions/${action}`,
            { ...bodyFor(action, view, what), version: view.version },
            person.token,
          );
          const seen = [person.name, action, view.status, answer.status, answer.body.code];
          if (offered.includes(action)) expect([200, 400]).toContain(answer.status);
          else expect([403, 409]).toContain(answer.status);
          if (answer.status === 200)
            expect([...seen, leadsTo(action, view.status).includes(answer.body.status)]).toEqual([
              ...seen,
              true,
            ]);
        }
        await checkWhole(id);
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
}, 120_000);
