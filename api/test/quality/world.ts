import type { Session } from '@shared/auth/schemas';
import type { CaseView, SubmitCaseInput } from '@shared/cases/schemas';
import { drawPicture } from '@api/features/uploads/test/pictures';
import services from '@api/demo/source/services.json';
import { importServices } from '@api/features/services';
import { buildCommunity, type Community, type Person } from '../build-community';
import { post } from '../request';
import type { TestApp } from '../test-app';

/** Category of the demo catalogue that goes to the grid and needs no after-photo (路灯不亮). */
export const LAMP = 'GY-0102';

export const ACTORS = [
  'anonymous',
  'reporter',
  'neighbour',
  'worker',
  'leader',
  'otherWorker',
  'dispatcher',
  'foreign',
  'supervisor',
  'admin',
] as const;
export type ActorName = (typeof ACTORS)[number];

/** Two communities of different streets, and everybody a case of the first one may meet. */
export interface World {
  app: TestApp;
  home: Community;
  away: Community;
  /** Nobody for `anonymous`. */
  people: Record<Exclude<ActorName, 'anonymous'>, Person>;
}

export async function buildWorld(app: TestApp): Promise<World> {
  const home = await buildCommunity(app);
  const away = await buildCommunity(app);
  const [grid, other] = home.grids;
  await importServices(app.deps, services, false);
  return {
    app,
    home,
    away,
    people: {
      reporter: await home.person({ name: '李居民', homeGrid: grid }),
      neighbour: await home.person({ name: '周邻居', homeGrid: grid }),
      worker: await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' }),
      leader: await home.person({ name: '赵强', role: 'grid_worker', area: grid, post: 'grid_leader' }),
      otherWorker: await home.person({ name: '钱进', role: 'grid_worker', area: other, post: 'grid_worker' }),
      dispatcher: await home.person({ name: '孙丽', role: 'dispatcher', area: home.community }),
      foreign: await away.person({ name: '吴远', role: 'dispatcher', area: away.street }),
      supervisor: await home.person({ name: '郑严', role: 'supervisor', area: home.district }),
      admin: await home.person({ name: '冯理', role: 'admin', area: home.city }),
    },
  };
}

export const tokenOf = ({ people }: World, actor: ActorName): string | undefined =>
  actor === 'anonymous' ? undefined : people[actor].token;

/** A new sign-in of the same person, to be thrown away. */
export async function signInAgain(app: TestApp, { persona }: Person): Promise<Session> {
  return (await post<Session>(app, '/auth/demo', { persona })).body;
}

export const report = (world: World, extra: Partial<SubmitCaseInput> = {}): SubmitCaseInput => ({
  text: '楼下的路灯不亮了，晚上回家看不清路',
  categoryCode: LAMP,
  place: world.home.centres[0],
  ...extra,
});

/** A case of the reporter in the first grid; public unless said. */
export async function submit(world: World, extra: Partial<SubmitCaseInput> = {}): Promise<CaseView> {
  const { status, body } = await post<CaseView>(
    world.app,
    '/cases',
    report(world, { visibility: 'public', ...extra }),
    world.people.reporter.token,
  );
  if (status !== 201) throw new Error(`submission answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** Sends a file as a browser's form would. */
export async function upload(
  app: TestApp,
  token: string | undefined,
  content: Buffer | null = null,
  name = 'photo.jpg',
): Promise<{ status: number; body: { id: string; code?: string } }> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content ?? (await drawPicture()))]), name);
  const response = await fetch(`${app.url}/api/v1/uploads`, {
    method: 'POST',
    body: form,
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  return { status: response.status, body: (await response.json()) as { id: string; code?: string } };
}
