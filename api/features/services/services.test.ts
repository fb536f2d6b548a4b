import services from '@api/demo/source/services.json';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import type { ApplicationView } from '@shared/services/application';
import type { AppointmentItem, HoldView, SlotView, WaitItem } from '@shared/services/views';
import { HOLD_MS, OFFER_MS } from '@shared/services/slots';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { seatsOf } from '@api/store/seats';
import { upload } from '@api/test/quality/world';
import { casesOf } from '../cases';
import { notificationsOf } from '../notifications';
import { applicationsOf, SEATS } from './application.model';
import { repairBookings, sendReminders, sweepSeats } from './jobs';
import { importServices } from './import-services';

let app: TestApp;
let town: Community;
let daughter: Person;
let neighbour: Person;
let worker: Person;
let foreign: Person;

const CARD = 'elder-card';
type Slots = { items: SlotView[] };
type Refused = Omit<Problem, 'status'> & { next?: SlotView | null };

beforeAll(async () => {
  app = await startTestApp();
  town = await buildCommunity(app);
  const [grid] = town.grids;
  await importServices(app.deps, services, false);
  daughter = await town.person({ name: '许静怡', homeGrid: grid });
  neighbour = await town.person({ name: '马师傅', homeGrid: grid });
  worker = await town.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  const away = await buildCommunity(app);
  foreign = await away.person({ name: '吴远', role: 'dispatcher', area: away.street });
});
afterAll(() => app.stop());
beforeEach(() => app.setClock(TEST_NOW));

const slotsOf = async (person: Person, id = CARD) =>
  (await get<Slots>(app, `/services/${id}/slots`, person.token)).body.items;
const hold = (person: Person, slotId: string) =>
  post<HoldView & Refused>(app, `/services/${CARD}/slots/${slotId}/hold`, undefined, person.token);
const book = (person: Person, slotId: string | undefined, extra: object = {}, key?: string) =>
  post<CaseView & Refused>(
    app,
    '/cases',
    { kind: 'service', text: '办老年证', serviceId: CARD, ...(slotId && { slotId }), ...extra },
    person.token,
    key,
  );
/** A crowd on a slow machine is asked to come back: the same request again, as the mini-program does. */
async function patiently<T extends { status: number }>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask();
    if (answer.status !== 503 || tries === 20) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
/** A slot of its own for each test, later and later. */
let used = 10;
async function freshSlot(): Promise<SlotView> {
  const slot = (await slotsOf(daughter))[(used += 1)];
  if (!slot) throw new Error('no slots left');
  return slot;
}
const waitsOfPerson = async ({ token }: Person) =>
  (await get<{ items: WaitItem[] }>(app, '/me/waits', token)).body.items;
const leftOf = async (id: string) => (await slotsOf(neighbour)).find((slot) => slot.id === id)?.left;
/** Signs in once more: a token lives for fifteen minutes. */
const anew = async (person: Person): Promise<Person> => ({
  ...person,
  token: (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken,
});
const strangers = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) => town.person({ name: `居民${n}`, homeGrid: town.grids[0] })),
  );

describe('booking', () => {
  test('hold, then apply for a mother with her consent: one private case, one seat, the worker told what to do', async () => {
    const slot = await freshSlot();
    const held = await hold(daughter, slot.id);
    expect([held.status, held.body.slot.left, held.body.slot.mine]).toEqual([200, slot.capacity - 1, 'held']);
    const forWhom = { relation: 'parent', name: '李桂芬', consent: 'phone' };
    const made = await book(daughter, slot.id, { application: { how: 'appointment', forWhom } });
    expect([made.status, made.body.visibility, made.body.kind]).toEqual([201, 'private', 'service']);
    expect(await leftOf(slot.id)).toBe(slot.capacity - 1);
    const { body } = await get<ApplicationView>(app, `/cases/${made.body.id}/application`, daughter.token);
    expect(body.forWhom).toMatchObject(forWhom);
    expect(body.appointment).toMatchObject({ slotId: slot.id, state: 'booked', mayCancel: true });
    const stored = await applicationsOf(app.deps.db).findOne({ _id: made.body.id });
    expect(JSON.stringify(stored)).not.toContain('李桂芬');
    for (const other of [neighbour, foreign])
      expect((await get(app, `/cases/${made.body.id}/application`, other.token)).status).toBe(404);
    const mine = await get<{ items: AppointmentItem[] }>(app, '/me/appointments', daughter.token);
    expect(mine.body.items[0]).toMatchObject({ caseId: made.body.id, number: made.body.number });
  });

  test('the same submission again is the same booking', async () => {
    const slot = await freshSlot();
    const body = { kind: 'service', text: '办老年证', serviceId: CARD, slotId: slot.id };
    const send200 = () => post<CaseView>(app, '/cases', body, neighbour.token, `same-${slot.id}`);
    const [first, second] = [await send200(), await send200()];
    expect([first.status, second.body.id]).toEqual([201, first.body.id]);
    expect(await leftOf(slot.id)).toBe(slot.capacity - 1);
  });

  test.each([
    ['a slot without a service', { slotId: '990101001001-202611240830', serviceId: undefined }, 400],
    ['a service that is not there', { serviceId: 'nothing' }, 404],
    ['a slot that is not there', { slotId: '990101001001-202611240831' }, 404],
    ['an appointment without a slot', { application: { how: 'appointment' } }, 400],
    ['the wrong kind', { kind: 'report', application: { how: 'online' } }, 400],
    [
      'a photo that is not sent along',
      { application: { how: 'online', materials: [{ index: 0, uploadIds: ['a'.repeat(24)] }] } },
      400,
    ],
  ])('%s is refused', async (_what, extra, status) => {
    expect((await book(daughter, undefined, { text: '办老年证', ...extra })).status).toBe(status);
  });

  test('a refused case leaves the seat held', async () => {
    const person = await town.person({ name: '无格' });
    const slot = await freshSlot();
    await hold(person, slot.id);
    expect((await book(person, slot.id)).body.code).toBe('VALIDATION_FAILED');
    const again = (await get<Slots>(app, `/services/${CARD}/slots?area=${town.grids[0]}`, person.token)).body
      .items;
    expect(again.find(({ id }) => id === slot.id)?.mine).toBe('held');
  });

  test('200 people fight for 10 places: exactly 10 have one, the others are told why and what is free', async () => {
    const capacity = 10;
    const version = 'ten';
    const wide = services.services.map((item) =>
      item.id === CARD ? { ...item, appointment: { slotMinutes: 30, capacity } } : item,
    );
    await importServices(app.deps, { ...services, version, services: wide }, false);
    const slot = await freshSlot();
    const people = await strangers(200);
    const answers = await Promise.all(
      people.map((person, n) =>
        patiently(async () =>
          n % 2 ? await book(person, slot.id, {}, `crowd-${n}-once`) : await hold(person, slot.id),
        ),
      ),
    );
    const won = answers.filter(({ status }) => status === 200 || status === 201);
    expect(won).toHaveLength(capacity);
    const lost = answers.filter(({ status }) => status === 409);
    expect(lost).toHaveLength(190);
    for (const { body } of lost) {
      expect(body.detail).toContain('约满');
      expect(body.next?.left).toBeGreaterThan(0);
      expect(body.next?.id).not.toBe(slot.id);
    }
    const seats = await seatsOf(app.deps.db, SEATS)
      .find({ pool: `${CARD}/${slot.id}` })
      .toArray();
    expect(new Set(seats.map(({ holder }) => holder)).size).toBe(capacity);
    const filed = await applicationsOf(app.deps.db).countDocuments({ 'appointment.slotId': slot.id });
    expect(filed).toBe(answers.filter(({ status }) => status === 201).length);
    await importServices(app.deps, services, false);
  }, 60_000);

  test('a hold runs out after ten minutes, and the seat is anybody’s', async () => {
    const slot = await freshSlot();
    const three = await strangers(3);
    for (const person of three) expect((await hold(person, slot.id)).status).toBe(200);
    expect((await hold(neighbour, slot.id)).status).toBe(409);
    app.travel(HOLD_MS + 1000);
    expect((await hold(neighbour, slot.id)).status).toBe(200);
  });

  test('nobody keeps several seats of one service held, nor more than three booked', async () => {
    const person = await town.person({ name: '贪心', homeGrid: town.grids[0] });
    const [one, two] = [await freshSlot(), await freshSlot()];
    await hold(person, one.id);
    await hold(person, two.id);
    expect([await leftOf(one.id), await leftOf(two.id)]).toEqual([one.capacity, two.capacity - 1]);
    expect(
      (await send(app, 'DELETE', `/services/${CARD}/slots/${two.id}/hold`, { token: person.token })).status,
    ).toBe(204);
    expect(await leftOf(two.id)).toBe(two.capacity);
    for (let n = 0; n < 3; n += 1) expect((await book(person, (await freshSlot()).id)).status).toBe(201);
    expect((await book(person, (await freshSlot()).id)).status).toBe(409);
  });
});

describe('afterwards', () => {
  test('who waits gets a seat that is given back, in order, and is told once', async () => {
    const slot = await freshSlot();
    const [a, b, c, first, second] = await strangers(5);
    if (!a || !b || !c || !first || !second) throw new Error('five people');
    const wait = (person: Person) =>
      send<{ ahead: number } & Problem>(app, 'PUT', `/services/${CARD}/slots/${slot.id}/wait`, {
        token: person.token,
      });
    expect((await wait(first)).body.code).toBe('WRONG_STATE');
    const cases = [];
    for (const person of [a, b, c]) cases.push((await book(person, slot.id)).body.id);
    expect((await wait(first)).body.ahead).toBe(0);
    app.travel(1000);
    expect((await wait(second)).body.ahead).toBe(1);
    expect((await wait(a)).body.code).toBe('ALREADY_DONE');
    await post(app, `/me/appointments/${cases[0]}/cancel`, undefined, a.token);
    const seen = (await slotsOf(first)).find(({ id }) => id === slot.id);
    expect([seen?.left, seen?.mine]).toEqual([0, 'held']);
    const told = await notificationsOf(app.deps.db).find({ userId: first.id }).toArray();
    expect(told.map(({ title }) => title)).toEqual(['候补到号了']);
    const [offer] = await waitsOfPerson(first);
    expect(offer).toMatchObject({ service: { id: CARD }, slotId: slot.id, state: 'kept', ahead: null });
    const forMs = Date.parse(offer?.until ?? '') - app.deps.clock();
    expect([forMs <= OFFER_MS, forMs > OFFER_MS - 60_000]).toEqual([true, true]);
    expect((await waitsOfPerson(second))[0]).toMatchObject({ slotId: slot.id, state: 'waiting', ahead: 0 });
    // He lets it pass: the next one is asked.
    app.travel(61 * 60_000);
    await sweepSeats(app.deps);
    const now = await anew(second);
    expect((await slotsOf(now)).find(({ id }) => id === slot.id)?.mine).toBe('held');
    expect((await waitsOfPerson(now)).map(({ state }) => state)).toEqual(['kept']);
    expect(await waitsOfPerson(await anew(first))).toEqual([]);
    expect((await book(now, slot.id)).status).toBe(201);
    expect(await waitsOfPerson(now)).toEqual([]);
  });

  test('an offered seat is taken for a booked one, or given back to the next at once', async () => {
    const slot = await freshSlot();
    const [a, b, c, first, second] = await strangers(5);
    if (!a || !b || !c || !first || !second) throw new Error('five people');
    const made = (await book(a, slot.id)).body;
    for (const person of [b, c]) await book(person, slot.id);
    for (const person of [first, second]) {
      await send(app, 'PUT', `/services/${CARD}/slots/${slot.id}/wait`, { token: person.token });
      app.travel(1000);
    }
    await post(app, `/me/appointments/${made.id}/cancel`, undefined, a.token);
    // Opening the form anew neither shortens the hour nor gives the seat away.
    const [offer] = await waitsOfPerson(first);
    expect(offer?.state).toBe('kept');
    app.travel(60_000);
    expect((await hold(first, slot.id)).body.heldUntil).toBe(offer?.until);
    await send(app, 'DELETE', `/services/${CARD}/slots/${slot.id}/hold`, { token: first.token });
    expect(await waitsOfPerson(first)).toEqual([]);
    expect(await waitsOfPerson(second)).toMatchObject([{ slotId: slot.id, state: 'kept' }]);
    expect((await book(second, slot.id)).status).toBe(201);
    expect(await waitsOfPerson(second)).toEqual([]);
  });

  test('cancelled until two hours before, moved without losing the place', async () => {
    const [slot, other] = [await freshSlot(), await freshSlot()];
    const person = await town.person({ name: '改期', homeGrid: town.grids[0] });
    const made = await book(person, slot.id);
    const rebook = (slotId: string) =>
      post<ApplicationView & Problem>(
        app,
        `/me/appointments/${made.body.id}/rebook`,
        { slotId },
        person.token,
      );
    const moved = await rebook(other.id);
    expect(moved.body.appointment?.slotId).toBe(other.id);
    expect([await leftOf(slot.id), await leftOf(other.id)]).toEqual([slot.capacity, other.capacity - 1]);
    const full = await freshSlot();
    for (const taker of await strangers(3)) await book(taker, full.id);
    expect((await rebook(full.id)).status).toBe(409);
    expect(await leftOf(other.id)).toBe(other.capacity - 1);
    app.setClock(Date.parse(other.startAt) - 2 * 3600_000 + 1);
    const cancel = async (by: Person) =>
      post<ApplicationView & Omit<Problem, 'status'>>(
        app,
        `/me/appointments/${made.body.id}/cancel`,
        undefined,
        (await anew(by)).token,
      );
    const late = await cancel(person);
    expect([late.status, late.body.code]).toEqual([409, 'WRONG_STATE']);
    app.setClock(Date.parse(other.startAt) - 2 * 3600_000 - 60_000);
    expect((await cancel(neighbour)).status).toBe(404);
    const done = await cancel(person);
    expect(done.body.appointment?.state).toBe('cancelled');
    expect(await seatsOf(app.deps.db, SEATS).countDocuments({ holder: person.id })).toBe(0);
  });

  test('reminded a day and an hour before, once each', async () => {
    const person = await town.person({ name: '提醒', homeGrid: town.grids[0] });
    const slot = await freshSlot();
    await book(person, slot.id);
    for (const before of [25, 23, 23, 3, 1.5, 0.9, 0.5]) {
      app.setClock(Date.parse(slot.startAt) - before * 3600_000);
      await sendReminders(app.deps);
    }
    const told = await notificationsOf(app.deps.db).find({ userId: person.id, title: '预约提醒' }).toArray();
    expect(told.map(({ text }) => text.includes('提前 2 小时取消')).sort()).toEqual([false, true]);
  });

  test.each(['withdraw', 'decline', 'merge'] as const)(
    'a case that ends by %s gives its seat to who waits, at once',
    async (action) => {
      const slot = await freshSlot();
      const [owner, ...others] = await strangers(4);
      const [waiting] = others;
      if (!owner || !waiting) throw new Error('four people');
      const made = await book(owner, slot.id);
      for (const other of others.slice(1)) await book(other, slot.id);
      await send(app, 'PUT', `/services/${CARD}/slots/${slot.id}/wait`, { token: waiting.token });
      const desk = await town.person({ name: '何丽', role: 'dispatcher', area: town.community });
      const into = (await book(owner, undefined, { application: { how: 'online' } })).body;
      const [by, body] = {
        withdraw: [owner, {}],
        decline: [desk, { reason: 'not_government', text: '请到派出所办' }],
        merge: [desk, { into: into.number }],
      }[action] as [Person, object];
      const ended = await act(app, by.token, made.body.id, action, body);
      expect([ended.status, ended.body.status !== 'submitted']).toEqual([200, true]);
      expect((await slotsOf(waiting)).find(({ id }) => id === slot.id)?.mine).toBe('held');
      const { body: seen } = await get<ApplicationView>(
        app,
        `/cases/${made.body.id}/application`,
        owner.token,
      );
      expect(seen.appointment?.state).toBe('cancelled');
    },
  );

  test('what a crash cuts off after the case ended is made good: the seat is free', async () => {
    const slot = await freshSlot();
    const made = await book(neighbour, slot.id);
    // As after a kill between the case's end and the seat: noted, ended, not let go.
    await applicationsOf(app.deps.db).updateOne(
      { _id: made.body.id },
      { $set: { lookAt: new Date(TEST_NOW) } },
    );
    await casesOf(app.deps.db).updateOne(
      { _id: made.body.id },
      { $set: { status: 'declined', open: false } },
    );
    await repairBookings(app.deps);
    expect(await leftOf(slot.id)).toBe(slot.capacity - 1);
    app.travel(3 * 60_000);
    await repairBookings(app.deps);
    expect(await leftOf(slot.id)).toBe(slot.capacity);
    expect(await applicationsOf(app.deps.db).countDocuments({ lookAt: { $type: 'date' } })).toBe(0);
  });

  test('a case somebody may not end keeps its seat', async () => {
    const slot = await freshSlot();
    const made = await book(daughter, slot.id);
    expect((await act(app, neighbour.token, made.body.id, 'withdraw')).status).toBe(404);
    expect(await leftOf(slot.id)).toBe(slot.capacity - 1);
    app.travel(3 * 60_000);
    await repairBookings(app.deps);
    expect(await leftOf(slot.id)).toBe(slot.capacity - 1);
    await act(app, (await anew(daughter)).token, made.body.id, 'withdraw');
  });

  test('what is missing is told and given, what is done is handed over, and the resident rates it', async () => {
    const made = await book(daughter, undefined, { application: { how: 'proxy' } });
    const path = `/cases/${made.body.id}/application`;
    expect(made.body.assignee).toMatchObject({ type: 'person', worker: { name: '王芳' } });
    const marks = [
      { index: 0, state: 'missing', comment: '反面没拍清' },
      { index: 1, state: 'ok' },
    ];
    const mark = (person: Person, version: number, what: object = marks) =>
      send<ApplicationView & Problem>(app, 'PUT', `${path}/checklist`, {
        token: person.token,
        body: { marks: what, version },
      });
    expect((await mark(daughter, 1)).status).toBe(403);
    expect((await mark(foreign, 1)).status).toBe(404);
    expect((await mark(worker, 1)).body.code).toBe('WRONG_STATE');
    await act(app, worker.token, made.body.id, 'accept');
    await act(app, worker.token, made.body.id, 'takeUp');
    expect((await mark(worker, 2)).body.code).toBe('VERSION_CONFLICT');
    const two = await Promise.all([mark(worker, 1), mark(worker, 1, [{ index: 2, state: 'missing' }])]);
    expect(two.map(({ status }) => status).sort()).toEqual([200, 409]);
    if (two[0]?.status === 409) await mark(worker, 2);
    const seen = await get<CaseView>(app, `/cases/${made.body.id}`, daughter.token);
    expect(seen.body.timeline.some(({ text }) => text?.includes('反面没拍清'))).toBe(true);
    const own = (await get<ApplicationView>(app, path, daughter.token)).body;
    expect([own.mayGive, own.mayCheck, own.checklist[0]?.comment]).toEqual([true, false, '反面没拍清']);

    const uploadIds = [(await upload(app, daughter.token)).body.id];
    const give = (person: Person, version: number, index = 0, key = 'give-once-1') =>
      post<ApplicationView & Omit<Problem, 'status'>>(
        app,
        `${path}/materials`,
        { materials: [{ index, uploadIds }], version },
        person.token,
        key,
      );
    expect((await give(neighbour, own.version)).status).toBe(404);
    expect((await give(worker, own.version)).status).toBe(403);
    expect((await give(daughter, 1, 0, 'give-stale')).body.code).toBe('VERSION_CONFLICT');
    expect((await give(daughter, own.version, 1, 'give-right')).status).toBe(400);
    const given = await give(daughter, own.version);
    expect([given.status, given.body.checklist[0]]).toMatchObject([200, { state: 'given', uploadIds }]);
    expect((await give(daughter, own.version)).body.version).toBe(given.body.version);
    const staffSees = (await get<CaseView>(app, `/cases/${made.body.id}`, worker.token)).body;
    expect(staffSees.timeline[0]?.text).toContain('补交材料');
    expect(staffSees.photos.map(({ id }) => id)).toEqual(uploadIds);

    const handover = (body: object, key?: string) =>
      post<ApplicationView & Omit<Problem, 'status'>>(
        app,
        `${path}/handover`,
        { method: 'door', text: '证已经送到家里', version: given.body.version, ...body },
        worker.token,
        key,
      );
    expect((await handover({})).body.errors?.[0]?.path).toBe('to');
    const to = { who: 'family', name: '许静怡' };
    const handed = await handover({ to }, 'handed-once');
    expect(handed.body.handover).toMatchObject({ method: 'door', to });
    const { body: after } = await get<CaseView>(app, `/cases/${made.body.id}`, daughter.token);
    expect([after.status, after.reply?.result, after.reply?.text]).toEqual([
      'replied',
      'solved',
      '送到家里，交给家人：证已经送到家里',
    ]);
    const stored = await applicationsOf(app.deps.db).findOne({ _id: made.body.id });
    expect(JSON.stringify(stored?.handover)).not.toContain('许静怡');
    expect((await give(daughter, handed.body.version, 0, 'give-late')).status).toBe(409);
    const desk = await town.person({ name: '何丽', role: 'dispatcher', area: town.community });
    await act(app, desk.token, made.body.id, 'verify', { pass: true, text: '电话问过，收到了' });
    const stars = { resolved: 'yes', response: 5, attitude: 5, result: 5 };
    expect((await act(app, daughter.token, made.body.id, 'rate', stars)).body.status).toBe('closed');
  });

  test('a kill between the case’s answer and the handover: the same request completes it', async () => {
    const made = await book(daughter, undefined, { application: { how: 'proxy' } });
    await act(app, worker.token, made.body.id, 'accept');
    await act(app, worker.token, made.body.id, 'takeUp');
    const path = `/cases/${made.body.id}/application/handover`;
    const body = { method: 'pickup', text: '到窗口领', version: 1 };
    const first = await post<ApplicationView>(app, path, body, worker.token, 'cut-off-1');
    expect(first.status).toBe(200);
    await applicationsOf(app.deps.db).updateOne(
      { _id: made.body.id },
      { $set: { handover: null, version: 1 } },
    );
    await app.deps.db.collection('idempotencyKeys').deleteMany({});
    const again = await post<ApplicationView>(app, path, body, worker.token, 'cut-off-1');
    expect([again.status, again.body.handover?.method]).toEqual([200, 'pickup']);
    const { body: seen } = await get<CaseView>(app, `/cases/${made.body.id}`, daughter.token);
    expect(seen.timeline.filter(({ type }) => type === 'reply')).toHaveLength(1);
  });

  test('whatever a crash left half done is completed or cleared, never lost or doubled', async () => {
    const person = await town.person({ name: '断电', homeGrid: town.grids[0] });
    const [kept, lost] = [await freshSlot(), await freshSlot()];
    const made = await book(person, kept.id);
    const seats = seatsOf(app.deps.db, SEATS);
    const applications = applicationsOf(app.deps.db);
    const real = await applications.findOne({ _id: made.body.id });
    if (!real?.appointment) throw new Error('booked');
    // The case is there, what follows was cut off; and one of which the case never came to be.
    await applications.updateOne({ _id: real._id }, { $set: { unfiled: true } });
    await seats.updateOne({ _id: real.appointment.seatId }, { $set: { unsure: true } });
    const ghost = 'f'.repeat(24);
    const seatId = `${CARD}/${lost.id}#0`;
    await seats.insertOne({
      _id: seatId,
      pool: `${CARD}/${lost.id}`,
      holder: person.id,
      until: null,
      ref: ghost,
      takenAt: real.createdAt,
      unsure: true,
    });
    await applications.insertOne({
      ...real,
      _id: ghost,
      unfiled: true,
      appointment: { ...real.appointment, slotId: lost.id, seatId },
    });
    await repairBookings(app.deps);
    expect(await seats.countDocuments({ holder: person.id })).toBe(2);
    app.travel(5 * 60_000);
    await repairBookings(app.deps);
    expect(
      (await seats.find({ holder: person.id }).toArray()).map(({ _id, unsure }) => [_id, unsure]),
    ).toEqual([[real.appointment.seatId, undefined]]);
    expect(await applications.findOne({ _id: ghost })).toBeNull();
    expect((await get(app, `/cases/${made.body.id}/application`, person.token)).status).toBe(200);
  });
});
