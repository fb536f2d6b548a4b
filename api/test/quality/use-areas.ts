import { runChanges } from '@api/features/area-changes';
import { topicsOf } from '@api/features/deliberations';
import { runPostImports } from '@api/features/posts';
import { get, post, send } from '../request';
import type { TestApp } from '../test-app';
import type { World } from './world';

/** People from a sheet, lists of posts and door plates. */
export async function usePosts(app: TestApp, { home, people }: World): Promise<void> {
  const { token } = people.admin;
  const [first, second] = home.grids;
  await get(app, `/admin/address-codes?area=${first}&cursor=D0000000000`, token);
  const raw = `网格编码,岗位,姓名,电话\n${second},网格长,新来,13800009999`;
  const sent = await send(app, 'POST', '/admin/posts/import', {
    token,
    raw,
    headers: { 'Content-Type': 'text/csv' },
  });
  expect(sent.status).toBe(200);
  await runPostImports(app.deps);
  const listed = await get<{ nextCursor: string }>(app, `/admin/posts?area=${home.community}&limit=1`, token);
  await get(app, `/admin/posts?area=${home.community}&cursor=${listed.body.nextCursor}`, token);
  const term = { from: null, until: null };
  await send(app, 'PUT', `/admin/posts/post-${people.leader.id}/term`, { token, body: term });
}

/** The second grid is given up. */
export async function useMerge(app: TestApp, { home, people }: World, cursor: string): Promise<void> {
  const { token } = people.admin;
  const change = { kind: 'merge', code: home.grids[0], others: [home.grids[1]] };
  const topics = { areaCode: { $in: [...home.grids] } };
  await topicsOf(app.deps.db).updateMany(topics, { $set: { outcome: 'stopped' } });
  const body = { change, text: '合并', dryRun: false };
  const made = await post<{ change: { id: string } }>(app, '/admin/area-changes', body, token);
  expect(made.status).toBe(200);
  const { id } = made.body.change;
  await runChanges(app.deps);
  await get(app, `/admin/area-changes/${id}`, token);
  await get(app, `/admin/area-changes/${id}/items?cursor=${cursor}`, token);
  await get(app, `/admin/area-changes?cursor=${cursor}`, token);
}
