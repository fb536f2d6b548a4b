import type { Connection } from 'mongoose';
import type { RoleGrant } from '@shared/auth/roles';
import type { Deps } from '@api/deps';
import { leavesOf, postsOf } from '../areas';
import { type UserDoc, usersOf } from '../auth';
import { carryAreas, type Heirs } from '../routing-rules';
import { carryStations } from '../stations';
import type { AreaChangeDoc } from './change.model';

type Order = Pick<
  AreaChangeDoc,
  'posts' | 'renamed' | 'fromCodes' | 'heir' | 'areas' | 'rows' | 'title' | 'by'
>;

/** Posts with their leaves; what ends is kept for the record. Each write knows where the post was: repeating is harmless. */
async function movePosts(db: Connection, { posts }: Order): Promise<void> {
  for (const { postId, from, to } of posts) {
    if (to === from) continue;
    const change = to === null ? { active: false } : { areaCode: to };
    await postsOf(db).updateOne({ _id: postId, areaCode: from }, { $set: change });
    if (to !== null) await leavesOf(db).updateMany({ postId, areaCode: from }, { $set: { areaCode: to } });
  }
}

/** What a person may do in a grid follows his posts there; a right without a post follows the grid. */
export function movedGrants(
  grants: readonly RoleGrant[],
  userId: string,
  { posts, renamed, fromCodes }: Pick<Order, 'posts' | 'renamed' | 'fromCodes'>,
): RoleGrant[] {
  const names = new Map(renamed.map(({ from, to }) => [from, to]));
  const moved = grants.flatMap((grant): RoleGrant[] => {
    const from = grant.areaCode;
    if (from === undefined || !(fromCodes.includes(from) || names.has(from))) return [grant];
    const own = posts.filter((post) => post.userId === userId && post.from === from);
    const to =
      grant.role === 'grid_worker' && own.length > 0
        ? own.flatMap((post) => post.to ?? [])
        : [names.get(from) ?? from];
    return to.map((areaCode) => ({ ...grant, areaCode }));
  });
  const seen = new Set<string>();
  return moved.filter((grant) => {
    const key = JSON.stringify([grant.role, grant.areaCode, grant.department]);
    return !seen.has(key) && seen.add(key);
  });
}

async function moveGrants(db: Connection, order: Order): Promise<void> {
  const codes = [...new Set([...order.fromCodes, ...order.renamed.map(({ from }) => from)])];
  const users = usersOf(db).collection;
  const cursor = users.find<Pick<UserDoc, '_id' | 'roles'>>(
    { 'roles.areaCode': { $in: codes } },
    { projection: { roles: 1 } },
  );
  for await (const { _id, roles } of cursor) {
    const moved = movedGrants(roles, _id.toHexString(), order);
    // Given or taken meanwhile: the next round sees him again.
    if (JSON.stringify(moved) !== JSON.stringify(roles))
      await users.updateOne({ _id, roles }, { $set: { roles: moved } });
  }
}

/** What stands on an area, by the fields that say which; what is only history stays where it happened. */
const STANDING: { collection: string; code?: string; path?: string; name?: string }[] = [
  { collection: 'notices', code: 'areaCode', path: 'areaPath' },
  { collection: 'activities', code: 'areaCode', path: 'areaPath' },
  { collection: 'topics', code: 'areaCode', path: 'areaPath' },
  { collection: 'callUps', code: 'areaCode', path: 'areaPath' },
  { collection: 'teams', code: 'areaCode', path: 'areaPath' },
  { collection: 'webhooks', code: 'areaCode', path: 'areaPath', name: 'areaName' },
  { collection: 'templates', code: 'areaCode' },
  { collection: 'volunteers', path: 'areaPath' },
  { collection: 'partyMembers', path: 'areaPath' },
  { collection: 'residences', path: 'verified.areaPath' },
  { collection: 'residences', path: 'request.areaPath' },
];
const GRID_DIGITS = 15;

async function moveStanding(db: Connection, { renamed, areas, heir, rows }: Order): Promise<void> {
  const heirName = rows.find(({ properties }) => properties.code === heir)?.properties.name;
  for (const { from, to } of renamed) {
    if (from.length !== GRID_DIGITS) continue;
    await usersOf(db).updateMany(
      { homeGridCode: from },
      { $set: { homeGridCode: to }, $inc: { version: 1 } },
    );
    for (const { collection, code, path, name } of STANDING)
      await db.collection(collection).updateMany(
        { [code ?? path ?? '']: from },
        {
          $set: {
            ...(code && { [code]: to }),
            ...(path && { [path]: [...areas, heir] }),
            ...(name && heirName !== undefined && { [name]: heirName }),
          },
        },
      );
  }
}

/** Door plates lie where they lie: their lists and sheets follow the boundary. */
async function moveDoors({ db, routing }: Pick<Deps, 'db' | 'routing'>, { fromCodes }: Order): Promise<void> {
  const doors = db.collection<{ _id: string; areaPath: string[]; place: { lng: number; lat: number } }>(
    'addressCodes',
  );
  for await (const { _id, place, areaPath } of doors.find({ areaPath: { $in: fromCodes } })) {
    const { path } = routing.current().locate(place.lng, place.lat, { nearEdge: false });
    const now = path.map(({ code }) => code);
    if (now.join() !== areaPath.join()) await doors.updateOne({ _id }, { $set: { areaPath: now } });
  }
}

/** What was cut out of the heir: the grids of the order that are new. */
export function heirsOf({
  areas,
  renamed,
  rows,
  heir,
}: Pick<Order, 'areas' | 'renamed' | 'rows' | 'heir'>): Heirs {
  const grids = rows.flatMap(({ properties: { level, code } }) => (level === 'grid' ? [code] : []));
  const copied = grids.filter((code) => code !== heir).map((to) => ({ from: heir, to }));
  return { areas, renamed, copied };
}

/** Branch and station, rules and modes: what names a grid goes on naming those it became. */
async function carryWhatNames(
  deps: Pick<Deps, 'db' | 'routing' | 'rules' | 'clock'>,
  order: Order,
): Promise<void> {
  const heirs = heirsOf(order);
  const moves = [...heirs.renamed.filter(({ from }) => from.length === GRID_DIGITS), ...heirs.copied];
  await carryStations(deps.db, moves, new Date(deps.clock()));
  const { userId, name, title } = order.by;
  await carryAreas(deps, heirs, {
    by: { userId: userId ?? '', name, title },
    title: order.title,
    nameOf: (code) => deps.routing.current().node(code)?.name ?? code,
  });
}

/** Everybody and everything that stands on the grids goes where it belongs now. Safe to repeat after a crash. */
export async function movePeople(
  deps: Pick<Deps, 'db' | 'routing' | 'rules' | 'clock'>,
  order: Order,
): Promise<void> {
  await movePosts(deps.db, order);
  await moveGrants(deps.db, order);
  await moveStanding(deps.db, order);
  await moveDoors(deps, order);
  await carryWhatNames(deps, order);
}
