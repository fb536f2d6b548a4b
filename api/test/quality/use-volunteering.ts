import { VOLUNTEER_CONSENT } from '@shared/volunteers/consent';
import {
  bookAllHours,
  lapseOffers,
  settleShifts,
  takeSteps,
  tellChanges,
  tellPlaces,
} from '@api/features/activities';
import { remindVisits, tellCalled } from '@api/features/volunteers';
import { get, post, send } from '../request';
import type { TestApp } from '../test-app';
import type { World } from './world';

/** Everything there is to do as a volunteer, an organiser and a desk, and what the clock does. */
export async function useVolunteering(app: TestApp, world: World): Promise<void> {
  const { dispatcher, supervisor, neighbour, reporter } = world.people;
  const cursor = Buffer.from('f'.repeat(24)).toString('base64url');
  const put = (path: string, body: object, token: string) => send(app, 'PUT', path, { token, body });
  const profile = {
    name: '周邻居',
    skills: ['rescue'],
    times: ['weekend_morning'],
    languages: ['普通话'],
    bornOn: '1980-01-01',
    consentVersion: VOLUNTEER_CONSENT.version,
  };
  const now = app.deps.clock();
  const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
  for (const { token } of [neighbour, reporter]) await put('/me/volunteer', profile, token);
  await get(app, `/workbench/volunteers?cursor=${cursor}`, dispatcher.token);
  for (const { id } of [neighbour, reporter])
    await post(app, `/workbench/volunteers/${id}/decision`, { approve: true, version: 1 }, dispatcher.token);
  const { body } = await post<{ id: string; shifts: { id: string }[] }>(
    app,
    '/activities',
    {
      areaCode: world.home.community,
      title: '打扫',
      text: '打扫',
      addressText: '南门',
      shifts: [{ start: at(0.2), end: at(1), capacity: 1 }],
      repeat: { every: 'week', times: 2 },
    },
    dispatcher.token,
  );
  const shift = `/activities/${body.id}/shifts/${body.shifts[0]?.id}`;
  const place = Buffer.from(`1|${'f'.repeat(24)}`).toString('base64url');
  await get(app, `/activities?area=${world.home.community}&cursor=${place}`);
  for (const { token } of [neighbour, reporter]) await post(app, `${shift}/signup`, {}, token);
  await send(app, 'DELETE', `${shift}/signup`, { token: neighbour.token });
  await post(app, `${shift}/signup/confirm`, {}, reporter.token);
  await get(app, `/me/activities?cursor=${cursor}`, reporter.token);
  const { body: shown } = await get<{ codes: { code: string }[] }>(
    app,
    `/activities/${body.id}/checkin-codes`,
    dispatcher.token,
  );
  await post(app, `/activities/${body.id}/checkin`, { code: shown.codes[0]?.code }, reporter.token);
  await post(app, `/activities/${body.id}/checkout`, {}, reporter.token);
  const number = Buffer.from('7').toString('base64url');
  await get(app, `${shift}/signups?cursor=${number}`, dispatcher.token);
  await send(app, 'PATCH', `/activities/${body.id}`, {
    token: dispatcher.token,
    body: { bring: '手套', notice: '带手套', version: 1 },
  });
  const gone = { reason: '下雨', following: true, version: 2 };
  await post(app, `/activities/${body.id}/cancel`, gone, dispatcher.token);
  for (const query of ['', `?cursor=${number}`])
    await get(app, `/me/volunteer/hours${query}`, reporter.token);
  await get(app, '/me/volunteer/years/2026', reporter.token);
  await get(app, '/me/volunteer/certificate', reporter.token);
  await get(app, '/certificates/2345-6789-ABCD');
  await post(app, '/me/party/report', { name: '李居民', organisation: '支部' }, reporter.token);
  const member = `/workbench/party-members/${reporter.id}`;
  await get(app, '/workbench/party-members', dispatcher.token);
  await post(app, `${member}/decision`, { approve: true, version: 1 }, dispatcher.token);
  const linked = await post<{ id: string }>(
    app,
    `${member}/households`,
    { address: '3 号楼' },
    dispatcher.token,
  );
  await post(app, `/me/party/households/${linked.body.id}/visits`, { text: '看过' }, reporter.token);
  await get(app, '/me/party/households', reporter.token);
  const call = {
    areaCode: world.home.community,
    skill: 'rescue',
    title: '抢险',
    text: '来',
    meetAt: '门口',
  };
  const made = await post<{ id: string }>(
    app,
    '/callups',
    { ...call, text: '快来', until: at(5) },
    supervisor.token,
  );
  await tellCalled(app.deps);
  await put(`/callups/${made.body.id}/answer`, { answer: 'coming' }, neighbour.token);
  for (const { token } of [neighbour, supervisor]) await get(app, `/callups?cursor=${cursor}`, token);
  await post(app, `/callups/${made.body.id}/close`, {}, supervisor.token);
  await remindVisits(app.deps);
  await lapseOffers(app.deps);
  await settleShifts(app.deps);
  await takeSteps(app.deps);
  await bookAllHours(app.deps);
  await tellChanges(app.deps);
  await tellPlaces(app.deps);
}
