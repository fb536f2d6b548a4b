import { AppError } from '@shared/core/errors';
import type { TeamItem, TeamView } from '@shared/teams/contract';
import { weekOf } from '@shared/teams/rules';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { takenSeats } from '@api/store/seats';
import { TEAM_SEATS, type TeamDoc, teamsOf } from './team.model';

/** No city has more teams for one place; a directory is read whole. */
const TEAMS_SHOWN = 100;

export const poolOf = (teamId: string, week: string) => `${teamId}/${week}`;

/** Teams that serve a place: those of its own area and of all above it, the nearest first. */
export async function listTeams(
  deps: Deps,
  actor: Actor | null,
  { area, profession }: { area?: string; profession?: string },
) {
  const code = area ?? actor?.homeGridCode ?? null;
  const path = code === null ? [] : deps.routing.current().pathOf(code);
  if (area !== undefined && path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  const where = path.length > 0 ? { areaCode: { $in: path.map((node) => node.code) } } : {};
  const teams = await teamsOf(deps.db)
    .find({ ...where, active: true }, { limit: TEAMS_SHOWN })
    .toArray();
  const near = teams.sort((a, b) => b.areaPath.length - a.areaPath.length || (a._id < b._id ? -1 : 1));
  return {
    professions: [...new Set(near.flatMap(({ professions }) => professions))],
    items: near
      .filter(({ professions }) => profession === undefined || professions.includes(profession))
      .map((team) => presentItem(deps, team)),
    nextCursor: null,
  };
}

/** What the page of a grid says of the teams that serve it, the nearest first. */
export async function serviceTeamsOf(deps: Deps, area: string) {
  const { items } = await listTeams(deps, null, { area });
  return items.map(({ id, name, summary, professions }) => ({ id, name, summary, professions }));
}

/** @throws AppError NOT_FOUND */
export async function findTeam(deps: Pick<Deps, 'db'>, id: string): Promise<TeamDoc> {
  const team = await teamsOf(deps.db).findOne({ _id: id, active: true });
  if (!team) throw new AppError('NOT_FOUND', '没有这个团队');
  return team;
}

function presentItem(deps: Deps, team: TeamDoc): TeamItem {
  const node = deps.routing.current().node(team.areaCode);
  return {
    id: team._id,
    name: team.name,
    type: team.type,
    professions: team.professions,
    area: { code: team.areaCode, level: node?.level ?? 'community', name: node?.name ?? '' },
    summary: team.summary,
  };
}

/** How many orders of this week a team has taken. */
export async function takenOf(deps: Deps, teamId: string): Promise<number> {
  const pool = poolOf(teamId, weekOf(deps.clock()));
  return (await takenSeats(deps.db, TEAM_SEATS, { from: pool, to: `${pool}$` }, new Date(deps.clock())))
    .length;
}

/** Also one that takes no more orders: a link to it says why. @throws AppError NOT_FOUND */
export async function getTeam(deps: Deps, id: string): Promise<TeamView> {
  const team = await teamsOf(deps.db).findOne({ _id: id });
  if (!team || (!team.active && !team.closed)) throw new AppError('NOT_FOUND', '没有这个团队');
  return {
    ...presentItem(deps, team),
    hours: team.hours,
    members: team.members
      .filter(({ shown }) => shown)
      .map(({ name, profession, duty, languages }) => ({ name, profession, duty, languages })),
    services: team.services.map(({ name, minutes, note }) => ({ name, minutes, note })),
    closed: team.closed ? { reason: team.closed.reason, at: team.closed.at.toISOString() } : null,
    week: { taken: await takenOf(deps, id), capacity: team.capacity },
  };
}
