import type { AreaDoc, PostDoc } from '@api/features/areas';
import { chooseWorker } from '@api/features/areas';
import type { UserDoc } from '@api/features/auth';
import type { LiveCatalogue } from '@api/features/categories';
import {
  type Assignment,
  assignToCenter,
  assignToWorker,
  centerLevelOf,
  type EffectSources,
  unruled,
  NO_RATINGS,
} from '@api/features/cases';
import type { CatalogueEntry } from '@api/features/categories';
import type { Actor } from '@api/http/actor';
import { createRoutingIndex, type Located } from '@api/routing';
import type { LngLat } from '@shared/geo';
import type { WorkCalendar } from '@shared/time/working-hours';

/** The generated city in memory: what cases are played in before anything is in the database. */
export interface World {
  areas: ReadonlyMap<string, AreaDoc>;
  grids: readonly AreaDoc[];
  users: ReadonlyMap<string, UserDoc>;
  /** Residents by home grid, personas left out. */
  residentsOf(gridCode: string): readonly UserDoc[];
  /** People with a grid's staff role, or a dispatcher's for a center's area. */
  staffOf(areaCode: string): readonly UserDoc[];
  /** Somebody in the grid takes its cases. */
  hasWorker(gridCode: string): boolean;
  persona(id: string): UserDoc;
  catalogue: Pick<LiveCatalogue, 'version' | 'byCode' | 'groupName' | 'departments'>;
  calendar: WorkCalendar;
  sources: EffectSources;
  locate(place: LngLat): Located;
  assign(category: CatalogueEntry, located: Located): Assignment;
}

interface WorldParts {
  areas: readonly AreaDoc[];
  posts: readonly PostDoc[];
  users: readonly UserDoc[];
  catalogue: World['catalogue'];
  calendar: WorkCalendar;
}

export const idOf = (user: UserDoc) => user._id.toHexString();

export function actorOf(user: UserDoc): Actor {
  return {
    userId: idOf(user),
    sessionId: 'demo',
    phoneMasked: null,
    homeGridCode: null,
    nickname: user.nickname,
    staff: user.staff,
    roles: user.roles,
  };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (!key) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Working days asked for again and again are remembered. */
function remembering(calendar: WorkCalendar): WorkCalendar {
  const known = new Map<string, boolean>();
  return {
    isWorkingDay(date) {
      const answer = known.get(date) ?? calendar.isWorkingDay(date);
      known.set(date, answer);
      return answer;
    },
  };
}

export function createWorld(parts: WorldParts): World {
  const calendar = remembering(parts.calendar);
  const areas = new Map(parts.areas.map((area) => [area._id, area]));
  const users = new Map(parts.users.map((user) => [idOf(user), user]));
  const posts = grouped(parts.posts, (post) => post.areaCode);
  const residents = grouped(parts.users, (user) => (user.persona || user.staff ? null : user.homeGridCode));
  const staff = grouped(
    parts.users,
    (user) => user.roles.find(({ role }) => role === 'grid_worker' || role === 'dispatcher')?.areaCode,
  );
  const index = createRoutingIndex(
    parts.areas.map(({ _id, level, name, parentCode, geometry }) => ({
      code: _id,
      level,
      name,
      parentCode,
      geometry,
    })),
  );
  const given = new Map<string, number>();
  const deskOf = (code: string | undefined) => {
    const desk = areas.get(code ?? '')?.center;
    return code !== undefined && desk ? { areaCode: code, name: desk.name } : null;
  };
  const locate = (place: LngLat) => index.locate(place.lng, place.lat);
  return {
    areas,
    grids: parts.areas.filter((area) => area.level === 'grid'),
    users,
    residentsOf: (code) => residents.get(code) ?? [],
    staffOf: (code) => staff.get(code) ?? [],
    hasWorker: (code) => (posts.get(code) ?? []).some((post) => post.userId !== null),
    persona(id) {
      const user = parts.users.find((candidate) => candidate.persona === id);
      if (!user) throw new Error(`no persona ${id}`);
      return user;
    },
    catalogue: parts.catalogue,
    calendar,
    sources: {
      calendar,
      catalogue: () => parts.catalogue,
      findPosts: (userId) => parts.posts.filter((post) => post.userId === userId),
      center: (doc, level) =>
        deskOf(doc.areaNames.find((node) => node.level === (level === 'grid' ? 'community' : level))?.code),
      // The demo's people neither merge cases nor move them.
      findCase: () => Promise.resolve(null),
      openClaims: () => 0,
      addFollower: () => Promise.resolve(),
      // Each rates a round once.
      ratings: () => NO_RATINGS,
      nextNumber: () => Promise.reject(new Error('the demo city splits nothing')),
      ruled: (_doc, category) => unruled(category),
      reroute: () => Promise.reject(new Error('the demo city does not move cases')),
      findPost: (userId, code) => posts.get(code)?.find((post) => post.userId === userId) ?? null,
    },
    locate,
    assign(category, located) {
      const candidates = (posts.get(located.grid?.code ?? '') ?? [])
        .filter((post) => post.userId !== null)
        .map(({ _id, userId, function: fn, name, avatarUrl }) => ({
          postId: _id,
          userId,
          function: fn,
          name,
          avatarUrl,
          away: false,
          load: given.get(userId ?? '') ?? 0,
        }));
      const { worker, reason } = chooseWorker(candidates);
      if (worker?.userId) given.set(worker.userId, (given.get(worker.userId) ?? 0) + 1);
      const routed = { worker, workerReason: reason, path: located.path, grid: located.grid };
      const center = located.path.find((node) => node.level === centerLevelOf(category));
      return assignToWorker(category, routed) ?? assignToCenter(category, routed, deskOf(center?.code));
    },
  };
}
