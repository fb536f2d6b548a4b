import { AppError, invalidField } from '@shared/core/errors';
import type { Captain, ManagedTeam, TeamWords } from '@shared/teams/admin-contract';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { decodeCursor, encodeCursor, staffAreas } from '../cases';
import { liveCatalogue } from '../categories';
import { partyMembersOf, volunteersOf } from '../volunteers';
import { takenOf } from './list-teams';
import { type TeamDoc, teamsOf } from './team.model';

/** So many people of each kind are looked through for one who takes orders. */
const CAPTAINS_SHOWN = 100;

/** Codes of the area and all above it. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED outside one's own */
function ownPath(deps: Deps, actor: Actor, code: string): string[] {
  const path = deps.routing
    .current()
    .pathOf(code)
    .map((node) => node.code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  if (!holdsIn(actor, 'admin', path)) throw new AppError('ACTION_NOT_ALLOWED', '只能管理自己辖区的团队');
  return path;
}

/** A team of the actor's own area. @throws AppError NOT_FOUND */
async function findManaged(deps: Deps, actor: Actor, id: string): Promise<TeamDoc> {
  const team = await teamsOf(deps.db).findOne({ _id: id });
  if (!team || !holdsIn(actor, 'admin', team.areaPath)) throw new AppError('NOT_FOUND', '没有这个团队');
  return team;
}

async function present(deps: Deps, team: TeamDoc): Promise<ManagedTeam> {
  const node = deps.routing.current().node(team.areaCode);
  return {
    id: team._id,
    name: team.name,
    type: team.type,
    professions: team.professions,
    areaCode: team.areaCode,
    area: { code: team.areaCode, level: node?.level ?? 'community', name: node?.name ?? '' },
    summary: team.summary,
    hours: team.hours,
    members: team.members.map(({ name, profession, duty, languages, shown }) => ({
      name,
      profession,
      duty,
      languages,
      shown,
    })),
    services: team.services.map(({ name, minutes, note }) => ({ name, minutes, note })),
    category: team.category,
    capacity: team.capacity,
    captainId: team.captain?.userId ?? null,
    captainName: team.captain?.name ?? null,
    taken: await takenOf(deps, team._id),
    closed: team.closed ? { reason: team.closed.reason, at: team.closed.at.toISOString() } : null,
    version: versionOf(team),
  };
}

/** What earlier versions wrote has none. */
const versionOf = (team: TeamDoc) => team.version ?? 1;

/** Of the actor's areas, by id: a page is stable whatever is changed meanwhile. */
export async function listManagedTeams(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
) {
  const [after] = cursor ? decodeCursor(cursor, 'team') : [];
  const docs = await teamsOf(deps.db)
    .find(
      { areaPath: { $in: staffAreas(actor, ['admin']) }, ...(after && { _id: { $gt: after } }) },
      { sort: { _id: 1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await Promise.all(page.map((team) => present(deps, team))),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id]) : null,
  };
}

/** @throws AppError NOT_FOUND */
export const getManagedTeam = async (deps: Deps, actor: Actor, id: string): Promise<ManagedTeam> =>
  present(deps, await findManaged(deps, actor, id));

/** Who may take orders for a team of an area: people the desk has verified there. @throws AppError as `ownPath` */
export async function listCaptains(
  deps: Deps,
  actor: Actor,
  { area, q }: { area: string; q?: string },
): Promise<{ items: Captain[]; nextCursor: null }> {
  ownPath(deps, actor, area);
  const where = { areaPath: area, state: 'verified' as const };
  const options = { sort: { listedBy: -1 as const }, limit: CAPTAINS_SHOWN };
  const [members, volunteers] = await Promise.all([
    partyMembersOf(deps.db).find(where, options).toArray(),
    volunteersOf(deps.db).find(where, options).toArray(),
  ]);
  const people = new Map<string, Captain>();
  for (const { _id, name } of volunteers) people.set(_id, { id: _id, name, what: '志愿者' });
  for (const { _id, name, organisation } of members)
    people.set(_id, { id: _id, name, what: `党员 · ${organisation}` });
  return {
    items: [...people.values()].filter(({ name }) => q === undefined || name.includes(q)),
    nextCursor: null,
  };
}

async function captainOf(
  deps: Deps,
  { captainId }: TeamWords,
  areaPath: readonly string[],
  before: TeamDoc['captain'],
): Promise<TeamDoc['captain']> {
  if (captainId === null) return null;
  if (before?.userId === captainId) return before;
  const [member, volunteer] = await Promise.all([
    partyMembersOf(deps.db).findOne({ _id: captainId }),
    volunteersOf(deps.db).findOne({ _id: captainId }),
  ]);
  const area = areaPath.at(-1) ?? '';
  const person = [member, volunteer].find((one) => one?.state === 'verified' && one.areaPath.includes(area));
  if (!person) throw invalidField('captainId', '接单的人要是这个区域里审核过的志愿者或党员');
  return { userId: person._id, name: person.name };
}

async function fieldsOf(deps: Deps, actor: Actor, words: TeamWords, before: TeamDoc | null) {
  const areaPath = ownPath(deps, actor, words.areaCode);
  if (!(await liveCatalogue(deps)).byCode.has(words.category))
    throw invalidField('category', `事项目录里没有类别 ${words.category}`);
  const captain = await captainOf(deps, words, areaPath, before?.captain ?? null);
  const { captainId: _id, ...rest } = words;
  return { ...rest, areaPath, captain };
}

/** @param id derived from the idempotency key @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED */
export async function createTeam(
  deps: Deps,
  actor: Actor,
  id: string,
  words: TeamWords,
): Promise<ManagedTeam> {
  const team: TeamDoc = {
    _id: `t-${id}`,
    ...(await fieldsOf(deps, actor, words, null)),
    active: true,
    closed: null,
    version: 1,
  };
  try {
    await teamsOf(deps.db).insertOne(team);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return getManagedTeam(deps, actor, team._id);
}

async function write(
  deps: Deps,
  actor: Actor,
  team: TeamDoc,
  version: number,
  set: Partial<TeamDoc>,
): Promise<ManagedTeam> {
  const updated = await teamsOf(deps.db).findOneAndUpdate(
    { _id: team._id, version: team.version === undefined ? { $exists: false } : version },
    { $set: { ...set, version: version + 1 } },
    { returnDocument: 'after' },
  );
  if (!updated || versionOf(team) !== version) throw await conflict(deps, actor, team._id);
  return present(deps, updated);
}

const conflict = async (deps: Deps, actor: Actor, id: string) =>
  new AppError('VERSION_CONFLICT', undefined, { current: await getManagedTeam(deps, actor, id) });

/** @throws AppError NOT_FOUND */
async function open(deps: Deps, actor: Actor, id: string, version: number): Promise<TeamDoc> {
  const team = await findManaged(deps, actor, id);
  if (versionOf(team) !== version) throw await conflict(deps, actor, id);
  return team;
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VERSION_CONFLICT, VALIDATION_FAILED */
export async function changeTeam(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, ...words }: TeamWords & { version: number },
): Promise<ManagedTeam> {
  const team = await open(deps, actor, id, version);
  return write(deps, actor, team, version, await fieldsOf(deps, actor, words, team));
}

/** No more orders; those under way are done. @throws AppError NOT_FOUND, WRONG_STATE, VERSION_CONFLICT */
export async function closeTeam(
  deps: Deps,
  actor: Actor,
  id: string,
  { reason, version }: { reason: string; version: number },
): Promise<ManagedTeam> {
  const team = await open(deps, actor, id, version);
  if (!team.active) throw new AppError('WRONG_STATE', '这个团队已经停止服务');
  const closed = { reason, at: new Date(deps.clock()) };
  return write(deps, actor, team, version, { active: false, closed });
}

/** @throws AppError NOT_FOUND, WRONG_STATE, VERSION_CONFLICT */
export async function reopenTeam(
  deps: Deps,
  actor: Actor,
  id: string,
  version: number,
): Promise<ManagedTeam> {
  const team = await open(deps, actor, id, version);
  if (team.active) throw new AppError('WRONG_STATE', '这个团队正在服务');
  return write(deps, actor, team, version, { active: true, closed: null });
}
