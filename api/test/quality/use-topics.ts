import { runTopicClock, tellTopics } from '@api/features/deliberations';
import { runMeetings } from '@api/features/meetings';
import type { MeetingsView } from '@shared/meetings/schemas';
import type { TopicView } from '@shared/deliberations/schemas';
import { get, post, send } from '../request';
import type { TestApp } from '../test-app';
import { verify } from '../verified';
import { LAMP, submit, type World } from './world';

const cursor = Buffer.from('f'.repeat(24)).toString('base64url');
const ballots = {
  isReady: () => Promise.resolve(true),
  outcome: () => Promise.resolve({ passed: true, words: '通过' }),
};

/** A topic's whole life, with everything that is asked of the store on the way. */
export async function useTopics(app: TestApp, world: World): Promise<void> {
  const { dispatcher, reporter, neighbour, admin } = world.people;
  const [grid] = world.home.grids;
  const words = { areaCode: grid, title: '小区要不要装充电桩', background: '充电的地方不够，飞线很危险' };
  await verify(app, neighbour, grid);
  await verify(app, reporter, grid);
  const { body } = await post<TopicView>(app, '/topics', words, reporter.token);
  const one = `/topics/${body.id}`;
  for (const query of ['', `&cursor=${cursor}`, '&phase=raise&ended=0'])
    await get(app, `/topics?area=${grid}${query}`, reporter.token);
  await get(app, `/topics?waiting=1&cursor=${cursor}`, dispatcher.token);
  await get(app, `/topics/similar?area=${grid}&text=${encodeURIComponent('充电桩')}`);
  await get(app, `/me/topics?cursor=${cursor}`, reporter.token);
  await post(app, `${one}/second`, {}, neighbour.token);
  const { id: caseId } = await submit(world);
  await post(app, '/topics', { ...words, caseId }, dispatcher.token);
  const move = (to: string, plan?: object) =>
    post(app, `${one}/phase`, { to, reason: '大家都关心', plan }, dispatcher.token);
  await move('set');
  const day = (days: number) => new Date(app.deps.clock() + days * 86_400_000).toISOString();
  await move('discuss', {
    discussUntil: day(2),
    decideUntil: day(4),
    executeUntil: day(6),
    evaluateUntil: day(8),
  });
  const said = await post<{ id: string }>(app, `${one}/statements`, { text: '装在楼外面' }, neighbour.token);
  const statement = `${one}/statements/${said.body.id}`;
  await send(app, 'PUT', statement, { token: neighbour.token, body: { text: '装在小区门口' } });
  for (const opinion of ['agree', 'disagree'])
    await send(app, 'PUT', `${statement}/opinion`, { token: reporter.token, body: { opinion } });
  const comment = await post<{ id: string }>(app, `${one}/comments`, { text: '支持' }, neighbour.token);
  await post(app, `${one}/comments`, { text: '也支持', replyTo: comment.body.id }, reporter.token);
  for (const list of ['statements', 'comments'])
    await get(app, `${one}/${list}?cursor=${cursor}`, reporter.token);
  await get(app, `${one}/comments`, reporter.token);
  await get(app, `${one}/mine`, reporter.token);
  await useMeetings(app, world, one);
  const care = `${one}/care/${said.body.id}`;
  await post(app, `${care}/removal`, { reason: '涉及隐私' }, dispatcher.token);
  await post(app, `${care}/appeal`, { text: '没有隐私' }, neighbour.token);
  await get(app, `${one}/care`, dispatcher.token);
  await post(app, `${care}/decision`, { show: true, text: '没有问题' }, admin.token);
  await send(app, 'DELETE', `${one}/comments/${comment.body.id}`, { token: neighbour.token });
  await runTopicClock({ ...app.deps, clock: () => app.deps.clock() + 3 * 86_400_000 }, ballots);
  await runTopicClock({ ...app.deps, clock: () => app.deps.clock() + 5 * 86_400_000 }, ballots);
  await post(app, `${one}/tasks`, { text: '装充电桩', categoryCode: LAMP, gridCode: grid }, dispatcher.token);
  await move('evaluate');
  await post(app, `${one}/evaluation`, { done: 'yes', score: 5 }, neighbour.token);
  await get(app, one, neighbour.token);
  await tellTopics(app.deps);
}

async function useMeetings(app: TestApp, world: World, topic: string): Promise<void> {
  const { dispatcher, reporter, neighbour } = world.people;
  const at = (hours: number) => new Date(app.deps.clock() + hours * 3_600_000).toISOString();
  const words = { start: at(3), end: at(5), placeText: '三号楼前', seats: 1, agenda: '充电棚建在哪里' };
  const { body } = await post<MeetingsView>(app, `${topic}/meetings`, words, dispatcher.token);
  const one = `${topic}/meetings/${body.items[0]?.id ?? ''}`;
  for (const who of [reporter, neighbour]) await send(app, 'PUT', `${one}/seat`, { token: who.token });
  await get(app, `${topic}/meetings`, neighbour.token);
  await get(app, `${one}/people?cursor=${Buffer.from('1').toString('base64url')}`, dispatcher.token);
  await send(app, 'DELETE', `${one}/seat`, { token: reporter.token });
  await runMeetings(app.deps);
  await runMeetings({ ...app.deps, clock: () => app.deps.clock() + 4 * 3_600_000 });
}
