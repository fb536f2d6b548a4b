import { finishBallots } from '@api/features/ballots';
import { topicsOf } from '@api/features/deliberations';
import { computeOpinionMaps } from '@api/features/opinions';
import { buildTopic, buildVotes } from '../build-topic';
import { get, send } from '../request';
import type { TestApp } from '../test-app';
import { verify } from '../verified';
import type { World } from './world';

async function useMap(app: TestApp, world: World): Promise<void> {
  const topic = await buildTopic(app, world.home.community);
  const people = [world.people.reporter.id, ...'abcdefghijk'];
  await buildVotes(
    app,
    topic,
    people,
    people.map((_, i) => (i % 2 ? [1, -1] : [-1, 0])),
  );
  for (let i = 0; i < 2; i += 1) {
    await get(app, `/topics/${topic._id.toHexString()}/opinion-map`, world.people.reporter.token);
    await computeOpinionMaps(app.deps, () => false);
  }
}

/** Everything the opinion map and ballots ask of the store. */
export async function useBallots(app: TestApp, world: World): Promise<void> {
  await useMap(app, world);
  const { people, home } = world;
  const { token } = people.dispatcher;
  const topic = await buildTopic(app, home.community);
  const path = `/topics/${topic._id.toHexString()}/ballot`;
  const body = {
    question: '充电棚建在哪里',
    options: [{ text: '东门' }, { text: '西门' }],
    kind: 'single',
    unit: 'household',
    quorumPercent: 0,
    majority: 'most',
    tie: 'none',
  };
  for (const version of [0, 1])
    await send(app, 'PUT', `${path}/rules`, { token, body: { ...body, version } });
  await topicsOf(app.deps.db).updateOne({ _id: topic._id }, { $set: { phase: 'decide' } });
  await verify(app, people.reporter, home.grids[0]);
  await get(app, path, people.reporter.token);
  for (let i = 0; i < 2; i += 1)
    await send(app, 'PUT', path, { token: people.reporter.token, body: { choices: ['A'] } });
  await get(app, path, people.reporter.token);
  await topicsOf(app.deps.db).updateOne({ _id: topic._id }, { $set: { 'dates.decideUntil': new Date(0) } });
  await finishBallots(app.deps, () => false);
  await get(app, `/topics/${topic._id.toHexString()}/result`);
}
