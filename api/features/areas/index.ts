import type { Deps } from '@api/deps';
import { areasOf, postsOf } from './area.model';
import { leavesOf } from './leave.model';

export { areasOf, isHeld, postsOf, type AreaDoc, type PostDoc } from './area.model';
export { chooseWorker } from './choose-worker';
export { findCenter } from './find-center';
export { type CountOpenCases, findCandidates, type FoundWorker, workerRef } from './find-worker';
export { leavesNow, leavesOf } from './leave.model';
export { managesStaff, nextLeaves } from './leaves';
export { CASE_WORKERS, findPostOf, findPostsOf, findPostsWithin } from './find-post';
export { loadRoutableAreas } from './load-routable-areas';
export { routeGrid, routePoint, type Routed } from './locate';
export { getContacts } from './get-contacts';
export { areaRef, presentGeometry } from './present-area';
export { bumpAreasRevision, readAreasRevision } from './revision';
export { areaRoutes } from './routes';

export async function createAreaIndexes(deps: Pick<Deps, 'db'>): Promise<void> {
  await areasOf(deps.db).createIndexes();
  await postsOf(deps.db).createIndexes();
  await leavesOf(deps.db).createIndexes();
}
