import type { TopicItem, TopicView } from '@shared/deliberations/schemas';
import type { Problem } from '@shared/core/errors';
import type { NotificationView } from '@shared/notifications/contract';
import type { Session } from '@shared/auth/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post } from '@api/test/request';
import { type TestApp, TEST_NOW } from '@api/test/test-app';
import { verify } from '@api/test/verified';
import { tellTopics } from '../tell-topics';

export const DAY = 86_400_000;
export type Seen = TopicView & Pick<Problem, 'code' | 'detail' | 'errors'>;

/** A community with a desk and neighbours who are confirmed to live there. */
export interface Hall {
  home: Community;
  desk: Person;
  neighbours: Person[];
}

export async function buildHall(app: TestApp, neighbours = 6): Promise<Hall> {
  const home = await buildCommunity(app);
  const desk = await home.person({ name: '孙丽', role: 'dispatcher', area: home.community });
  const people: Person[] = [];
  for (let i = 0; i < neighbours; i += 1) {
    const person = await home.person({ name: `居民${i}`, homeGrid: home.grids[0] });
    await verify(app, person, home.grids[0]);
    people.push(person);
  }
  return { home, desk, neighbours: people };
}

export const raise = (app: TestApp, hall: Hall, who: Person, body: object = {}, key?: string) =>
  post<Seen>(
    app,
    '/topics',
    {
      areaCode: hall.home.community,
      title: '小区要不要装充电桩',
      background: '电动车越来越多，充电的地方不够，飞线充电很危险',
      ...body,
    },
    who.token,
    key,
  );
export const look = async (app: TestApp, id: string, who?: Person) =>
  (await get<Seen>(app, `/topics/${id}`, who?.token)).body;
export const second = (app: TestApp, id: string, who: Person) =>
  post<Seen>(app, `/topics/${id}/second`, {}, who.token);
export const plan = (from = TEST_NOW) => ({
  discussUntil: new Date(from + 10 * DAY).toISOString(),
  decideUntil: new Date(from + 20 * DAY).toISOString(),
  executeUntil: new Date(from + 50 * DAY).toISOString(),
  evaluateUntil: new Date(from + 60 * DAY).toISOString(),
});
export const move = (app: TestApp, id: string, who: Person, to: string, body: object = {}) =>
  post<Seen>(app, `/topics/${id}/phase`, { to, reason: '大家的意见很集中', ...body }, who.token);

/** A topic that is being discussed. */
export async function discussed(app: TestApp, hall: Hall): Promise<TopicView> {
  const { body } = await raise(app, hall, hall.desk, { official: true });
  const accepted = await move(app, body.id, hall.desk, 'discuss', { plan: plan() });
  if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body));
  return accepted.body;
}

/** Tokens live fifteen minutes. */
export async function signInAnew(app: TestApp, ...people: Person[]) {
  for (const person of people)
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}

export async function inboxOf(app: TestApp, who: Person): Promise<NotificationView[]> {
  await tellTopics(app.deps);
  return (await get<{ items: NotificationView[] }>(app, '/me/notifications', who.token)).body.items;
}

export const list = async (app: TestApp, query: string, who?: Person) =>
  (await get<{ items: TopicItem[]; nextCursor: string | null }>(app, `/topics?${query}`, who?.token)).body;
