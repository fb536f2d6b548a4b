import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { createApp } from '@api/app';
import { newUser, usersOf } from '@api/features/auth';
import { type VolunteerDoc, volunteersOf } from '@api/features/volunteers';
import { createMetrics } from '@api/http/observe';
import type { ActivityView, NewActivity } from '@shared/activities/schemas';
import type { Session } from '@shared/auth/schemas';
import type { Community, Person } from '@api/test/build-community';
import { post, send } from '@api/test/request';
import { TEST_NOW, type TestApp } from '@api/test/test-app';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const HOUR = 3_600_000;
export const at = (hours: number) => new Date(TEST_NOW + hours * HOUR).toISOString();

/** Of a verified volunteer who lives in the first grid. */
export function profileOf(home: Community, _id: string, name: string, more: Partial<VolunteerDoc> = {}) {
  const { city, district, street, community, grids } = home;
  return {
    _id,
    state: 'verified' as const,
    name,
    skills: [],
    times: [],
    languages: ['普通话'],
    areaPath: [city, district, street, community, grids[0]],
    adultOn: null,
    guardian: null,
    consent: { version: '2026-11', at: new Date(TEST_NOW) },
    decision: null,
    appliedAt: new Date(TEST_NOW),
    listedBy: new mongoose.mongo.ObjectId(),
    version: 1,
    ...more,
  } satisfies VolunteerDoc;
}

/** A verified volunteer, signed in. */
export async function volunteer(
  app: TestApp,
  home: Community,
  name: string,
  more: Partial<VolunteerDoc> = {},
): Promise<Person> {
  const person = await home.person({ name, role: 'volunteer', area: home.grids[0], homeGrid: home.grids[0] });
  await volunteersOf(app.deps.db).insertOne(profileOf(home, person.id, name, more));
  return person;
}

/** Many verified volunteers, signed in: `志愿者0`, `志愿者1` … */
export async function crowd(app: TestApp, home: Community, count: number): Promise<Person[]> {
  const users = Array.from({ length: count }, (_, n) =>
    newUser(`志愿者${n}`, TEST_NOW, {
      persona: `crowd-${home.community}-${n}`,
      homeGridCode: home.grids[0],
      roles: [{ role: 'resident' }, { role: 'volunteer', areaCode: home.grids[0] }],
    }),
  );
  await usersOf(app.deps.db).collection.insertMany(users);
  await volunteersOf(app.deps.db).insertMany(
    users.map(({ _id, nickname }) => profileOf(home, _id.toHexString(), nickname)),
  );
  const people: Person[] = [];
  for (const { _id, nickname, persona = '' } of users) {
    const { body } = await post<Session>(app, '/auth/demo', { persona });
    people.push({ id: _id.toHexString(), name: nickname, persona, token: body.accessToken });
  }
  return people;
}

type Refused = { code: string; detail: string; errors?: { path: string }[] };
export type Answered = ActivityView & Refused;

/** An activity tomorrow from 9 to 11 o'clock, of one shift unless said. */
export const makeActivity = (
  app: Pick<TestApp, 'url'>,
  home: Community,
  who: Person,
  { capacity = 2, ...more }: Partial<NewActivity> & { capacity?: number } = {},
  key?: string,
) =>
  post<Answered>(
    app,
    '/activities',
    {
      areaCode: home.community,
      title: '清洁家园',
      text: '一起打扫小区',
      bring: '手套',
      addressText: '小区南门',
      place: home.centres[0],
      shifts: [{ start: at(23), end: at(25), capacity }],
      ...more,
    },
    who.token,
    key,
  );

const path = ({ id, shifts }: ActivityView, shift = 0) =>
  `/activities/${id}/shifts/${shifts[shift]?.id ?? ''}/signup`;
/** As the app does it: told that the server is busy, it asks again with the same key. */
export async function signUp(app: Pick<TestApp, 'url'>, who: Person, activity: ActivityView, shift = 0) {
  const key = randomUUID();
  for (;;) {
    const answer = await post<Answered>(app, path(activity, shift), {}, who.token, key);
    if (answer.status !== 503) return answer;
  }
}
export const leave = (app: Pick<TestApp, 'url'>, who: Person, activity: ActivityView, shift = 0) =>
  send<Answered>(app, 'DELETE', path(activity, shift), { token: who.token });
export const sayYes = (app: Pick<TestApp, 'url'>, who: Person, activity: ActivityView) =>
  post<Answered>(app, `${path(activity)}/confirm`, {}, who.token);

/** The same application a second time, with a connection of its own, as another process would have it. */
export async function secondProcess({
  deps,
  services,
}: TestApp): Promise<{ url: string; stop(): Promise<void> }> {
  const db = await mongoose
    .createConnection(deps.config.mongodbUri ?? services.store?.uri ?? '', {
      dbName: deps.db.name,
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
  const app = createApp(
    { ...deps, db },
    { metrics: createMetrics(false), isReady: () => true, portalDir: null },
  );
  const handle = app.callback();
  const server = http.createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.close();
    },
  };
}
