import fc from 'fast-check';
import { placeQueue } from '@shared/activities/rules';
import type { ActivityView } from '@shared/activities/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { type SignUpDoc, signUpsOf } from './activity.model';
import { lapseOffers } from './sign-up';
import { at, crowd, leave, makeActivity, sayYes, secondProcess, signUp } from './test/crowd';

jest.setTimeout(180_000);

let app: TestApp;
let home: Community;
let desk: Person;
let people: Person[];
let other: Awaited<ReturnType<typeof secondProcess>>;

beforeAll(async () => {
  app = await startTestApp();
  app.freezeClock(TEST_NOW);
  home = await buildCommunity(app);
  desk = await home.person({ role: 'dispatcher', area: home.community });
  people = await crowd(app, home, 500);
  other = await secondProcess(app);
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

let days = 0;
/** Each on a day of its own: nobody may be at two places at once. */
async function made(capacity: number) {
  days += 1;
  const shifts = [{ start: at(24 * days), end: at(24 * days + 2), capacity, skills: [] }];
  return (await makeActivity(app, home, desk, { shifts })).body;
}
const rows = (activity: ActivityView) =>
  signUpsOf(app.deps.db)
    .find({ shiftId: activity.shifts[0]?.id }, { sort: { arrival: 1 } })
    .toArray();
const seats = (docs: SignUpDoc[]) => docs.filter(({ standing }) => standing === 'seat');

/** No two on a seat, none beyond the capacity, and nobody waits before whom somebody else was served. */
function check(docs: SignUpDoc[], capacity: number) {
  const taken = seats(docs).map(({ seat = 0 }) => seat);
  expect(new Set(taken).size).toBe(taken.length);
  expect(taken.every((seat) => seat >= 1 && seat <= capacity)).toBe(true);
  expect(docs.map(({ arrival }) => arrival)).toEqual(docs.map((_, n) => n + 1));
  const waiting = docs.filter(({ standing }) => standing === 'queue');
  if (waiting.length > 0) expect(taken).toHaveLength(capacity);
  const firstWaiting = Math.min(...waiting.map(({ arrival }) => arrival));
  for (const { arrival } of seats(docs)) expect(arrival).toBeLessThan(firstWaiting);
}

test('500 at once at two processes for 30 places: 30 confirmed, 470 waiting in order of arrival', async () => {
  const activity = await made(30);
  const answers = await Promise.all(people.map((person, n) => signUp(n % 2 ? other : app, person, activity)));
  expect(answers.filter(({ status }) => status !== 200).map(({ body }) => body)).toEqual([]);
  const docs = await rows(activity);
  check(docs, 30);
  expect(docs.slice(0, 30).map(({ state }) => state)).toEqual(Array(30).fill('confirmed'));
  expect(docs.slice(30).map(({ state }) => state)).toEqual(Array(470).fill('waiting'));
  // What each was told is where he stands.
  const told = new Map(answers.map(({ body }, n) => [people[n]?.id, body.shifts[0]?.mine]));
  for (const { userId, state, arrival } of docs)
    expect(told.get(userId)).toMatchObject({
      state,
      arrival,
      ahead: state === 'waiting' ? (expect.any(Number) as number) : null,
    });
  expect(await signUpsOf(app.deps.db).countDocuments({ unsettled: true })).toBe(0);

  // 60 cancel at once, here and there: the first who wait are asked, in order, and nobody else.
  const gone = docs.filter(({ arrival }) => arrival % 8 === 1 || arrival === 31);
  const byId = new Map(people.map((person) => [person.id, person]));
  const left = await Promise.all(
    gone.map(({ userId }, n) => leave(n % 2 ? other : app, byId.get(userId) as Person, activity)),
  );
  expect(left.map(({ status }) => status)).toEqual(gone.map(() => 200));
  const after = await rows(activity);
  check(after, 30);
  const freed = gone.filter(({ state }) => state === 'confirmed').length;
  // Who was asked and then left himself made room for one more.
  const offered = after.filter(({ state }) => state === 'offered');
  expect(offered).toHaveLength(freed);
  const stayed = docs.filter(({ _id }) => !gone.some((doc) => doc._id.equals(_id)));
  expect(offered.map(({ arrival }) => arrival)).toEqual(
    stayed
      .filter(({ state }) => state === 'waiting')
      .slice(0, freed)
      .map(({ arrival }) => arrival),
  );
});

test('the same person fifty times at once stands once; a repetition of the same request changes nothing', async () => {
  const activity = await made(3);
  const [one] = people as [Person];
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => signUp(n % 2 ? other : app, one, activity)),
  );
  expect(
    new Set(answers.map(({ status, body }) => `${status} ${body.shifts[0]?.mine?.state ?? ''}`)),
  ).toEqual(new Set(['200 confirmed']));
  expect(await rows(activity)).toHaveLength(1);
});

test('sign-ups, cancellations and acceptances at random, many at once: what the order says, at every rest', async () => {
  const step = fc.record({
    who: fc.integer({ min: 0, max: 11 }),
    what: fc.constantFrom('up' as const, 'up' as const, 'out' as const, 'yes' as const),
    here: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      async (capacity, rounds) => {
        const activity = await made(capacity);
        for (const round of rounds) {
          const before = await rows(activity);
          await Promise.all(
            round.map(({ who, what, here }) => {
              const act = { up: signUp, out: leave, yes: sayYes }[what];
              return act(here ? app : other, people[who] as Person, activity);
            }),
          );
          const docs = await rows(activity);
          check(docs, capacity);
          // Who has a seat and did nothing keeps it.
          const acted = new Set(round.map(({ who }) => people[who]?.id));
          for (const { _id, seat, userId } of seats(before))
            if (!acted.has(userId)) expect(docs.find((doc) => doc._id.equals(_id))?.seat).toBe(seat);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('an offer not taken in two hours goes to the next, exactly one', async () => {
  const activity = await made(1);
  const [a, b, c] = people as [Person, Person, Person];
  for (const person of [a, b, c]) await signUp(app, person, activity);
  await leave(app, a, activity);
  const states = async () => (await rows(activity)).map(({ state }) => state);
  expect(await states()).toEqual(['cancelled', 'offered', 'waiting']);
  app.freezeClock(TEST_NOW + 2 * 3_600_000 - 1);
  await lapseOffers(app.deps);
  expect(await states()).toEqual(['cancelled', 'offered', 'waiting']);
  app.freezeClock(TEST_NOW + 2 * 3_600_000);
  await Promise.all([lapseOffers(app.deps), lapseOffers(app.deps)]);
  expect(await states()).toEqual(['cancelled', 'lapsed', 'offered']);
  app.freezeClock(TEST_NOW);
});

test('placing by the rule: newcomers have the seat, who waited is asked, nothing beyond the room', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 15 })),
      fc.array(fc.constantFrom('new' as const, 'waiting' as const), { maxLength: 20 }),
      (capacity, held, states) => {
        const placings = placeQueue(
          states.map((state, n) => ({ id: String(n), state })),
          held,
          capacity,
        );
        const given = placings.filter((each) => each.seat !== null);
        expect(given).toHaveLength(Math.min(states.length, Math.max(0, capacity - held.length)));
        expect(given.map(({ id }) => Number(id))).toEqual(given.map((_, n) => n));
        for (const { id, to, seat } of given) {
          expect(held).not.toContain(seat);
          expect(to).toBe(states[Number(id)] === 'new' ? 'confirmed' : 'offered');
        }
        const all = [...held, ...given.map(({ seat }) => seat)];
        expect(new Set(all).size).toBe(all.length);
      },
    ),
  );
});
