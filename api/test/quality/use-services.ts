import { repairBookings, sendReminders, sweepSeats } from '@api/features/services';
import { teamsOf } from '@api/features/teams';
import { visitsOf, wipeVisits } from '@api/features/visits';
import { runWishClock } from '@api/features/cases';
import { act, get, post, send } from '../request';
import type { TestApp } from '../test-app';
import type { World } from './world';

/** Every query of services: catalogue, seats, waits, applications and what the jobs look for. */
export async function useServices(app: TestApp, world: World): Promise<void> {
  const { token } = world.people.reporter;
  const slots = await get<{ items: { id: string }[] }>(app, '/services/elder-card/slots', token);
  const [first, second] = slots.body.items.slice(20).map(({ id }) => `/services/elder-card/slots/${id}`);
  await post(app, `${first}/hold`, undefined, token);
  await get(app, '/me/waits', token);
  await send(app, 'DELETE', `${first}/hold`, { token });
  for (const method of ['PUT', 'DELETE']) await send(app, method, `${second}/wait`, { token });
  const slotId = second?.split('/').at(-1);
  const applied = { kind: 'service', text: '办老年证', serviceId: 'elder-card', slotId };
  const { body } = await post<{ id: string }>(app, '/cases', applied, token);
  await get(app, `/me/appointments?cursor=${Buffer.from(body.id).toString('base64url')}`, token);
  await get(app, `/cases/${body.id}/application`, token);
  const third = slots.body.items[23]?.id;
  await post(app, `/me/appointments/${body.id}/rebook`, { slotId: third }, token);
  await post(app, `/me/appointments/${body.id}/cancel`, undefined, token);
  const { people } = world;
  const base = async () =>
    (await get<{ version: string }>(app, '/admin/services', people.admin.token)).body.version;
  for (const what of ['withdraw', 'restore'])
    await post(
      app,
      `/admin/services/elder-card/${what}`,
      { base: await base(), ...(what === 'withdraw' && { reason: '停办' }) },
      people.admin.token,
    );
  await act(app, token, body.id, 'withdraw');
  await sweepSeats(app.deps);
  await repairBookings(app.deps);
  await sendReminders(app.deps);
}

/** Every query of teams and their orders. */
export async function useTeams(app: TestApp, { home, people }: World): Promise<void> {
  const { reporter, dispatcher } = people;
  const captain = { userId: people.worker.id, name: '王芳' };
  const areaPath = [home.city, home.district, home.street, home.community];
  await teamsOf(app.deps.db).insertOne({
    ...{ _id: 'law', name: '法律队', type: 'professional', professions: ['律师'], areaCode: home.community },
    ...{
      areaPath,
      summary: '讲法答疑',
      hours: '每周二',
      members: [],
      services: [{ name: '法律咨询', minutes: 30, note: '' }],
      category: 'MS-0313',
      capacity: 1,
      captain,
    },
    active: true,
  });
  for (const path of ['/teams', `/teams?area=${home.grids[0]}`, '/teams/law']) await get(app, path);
  const { token } = people.admin;
  for (const path of [
    '/admin/teams',
    `/admin/teams?cursor=${Buffer.from('law').toString('base64url')}`,
    `/admin/team-captains?area=${home.community}`,
  ])
    await get(app, path, token);
  await post(app, '/admin/teams/law/close', { reason: '换届', version: 1 }, token);
  await post(app, '/admin/teams/law/reopen', { version: 2 }, token);
  for (let i = 0; i < 2; i += 1) {
    const asked = await post<{ caseId: string }>(
      app,
      '/teams/law/requests',
      { text: '问问' },
      reporter.token,
    );
    const order = `/cases/${asked.body.caseId}/team-order`;
    await get(app, order, reporter.token);
    await post(app, `${order}/dispatch`, { teamIds: ['law'] }, dispatcher.token);
    await send(app, 'PUT', `${order}/record`, { token: people.worker.token, body: { text: '谈过了' } });
  }
}

/** Every query of visits. */
export async function useVisits(app: TestApp, { home, people: { worker, leader } }: World): Promise<void> {
  const { token } = worker;
  const at = new Date(app.deps.clock() - 3600_000).toISOString();
  const said = { purpose: 'patrol', at, place: home.centres[0], findings: ['灯坏了'] };
  const made = await post<{ id: string }>(app, '/visits', said, token);
  const cursor = `&cursor=${Buffer.from(`1|${'f'.repeat(24)}`).toString('base64url')}`;
  for (const area of ['', `area=${home.grids[0]}`])
    for (const rest of ['', cursor, '&date=2026-11-23']) await get(app, `/visits?${area}${rest}`, token);
  await get(app, '/visits/summary?period=month', token);
  await get(app, `/visits/summary?area=${home.grids[0]}`, token);
  await post(app, `/visits/${made.body.id}/findings/0/case`, undefined, token);
  await get(app, `/visits/summary?period=month&area=${home.grids[0]}`, token);
  await post(app, `/visits/${made.body.id}/disclose`, { purpose: '核对' }, leader.token);
  await get(app, `/visits/${made.body.id}/looks`, token);
  await visitsOf(app.deps.db).updateMany({ userId: worker.id }, { $set: { at: new Date(0) } });
  await wipeVisits(app.deps);
}

/** Every query of wishes. */
export async function useWishes(app: TestApp, world: World): Promise<void> {
  const { reporter, worker } = world.people;
  const { grids } = world.home;
  const { token } = reporter;
  const giver = await world.home.person({ name: '方雨', role: 'volunteer', area: grids[1] });
  const wish = await post<{ id: string }>(app, '/cases', { kind: 'wish', text: '想要一把轮椅' }, token);
  await act(app, worker.token, wish.body.id, 'accept');
  for (const end of ['', `&cursor=${Buffer.from('f'.repeat(24)).toString('base64url')}`]) {
    await get(app, `/wishes?area=${world.home.community}${end}`, token);
    for (const relation of ['made', 'claimed'])
      await get(app, `/me/wishes?relation=${relation}${end}`, token);
  }
  for (let i = 0; i < 2; i += 1) await act(app, giver.token, wish.body.id, 'claim');
  await runWishClock(app.deps);
}
