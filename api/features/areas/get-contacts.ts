import { POST_FUNCTION_NAMES, POST_FUNCTIONS } from '@shared/areas/levels';
import type { ContactsView, PersonCard } from '@shared/areas/schemas';
import { teamNorm, vacancies } from '@shared/areas/team-norm';
import { dutyInWords } from '@shared/duty/roster';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type AreaDoc, areasOf, isHeld, type PostDoc, postsOf } from './area.model';
import { findCenter } from './find-center';
import { leavesNow } from './leave.model';
import { areaRef } from './present-area';

function presentPost(post: PostDoc, away: boolean, nowMs: number): PersonCard {
  return {
    postId: post._id,
    name: post.name,
    function: post.function,
    functionName: POST_FUNCTION_NAMES[post.function],
    avatarUrl: post.avatarUrl,
    duties: post.duties,
    officeHours: post.officeHours,
    languages: post.languages,
    phoneMasked: post.phoneMasked,
    onDuty: post.active && !away,
    dutyToday: away ? null : dutyInWords(post.duty?.shifts ?? [], nowMs),
  };
}

const rank = (post: PostDoc) => POST_FUNCTIONS.indexOf(post.function);

/** Teams that serve an area, the nearest first. */
export type ServiceTeams = (areaCode: string) => Promise<ContactsView['serviceTeams']>;

/** The people who serve a grid, whom its norm lacks, and its center. Numbers are masked. @throws AppError NOT_FOUND */
export async function getContacts(deps: Deps, code: string): Promise<Omit<ContactsView, 'serviceTeams'>> {
  const area = await areasOf(deps.db).findById(code, { geometry: 0 }).lean<AreaDoc>();
  if (!area) throw new AppError('NOT_FOUND', '没有这个区域');
  const kept = await postsOf(deps.db).find({ areaCode: code, active: true }).limit(200).lean<PostDoc[]>();
  const posts = kept.filter((post) => isHeld(post, deps.clock()));
  const away = new Set((await leavesNow(deps, { areaCode: code })).map(({ postId }) => postId));
  const card = (post: PostDoc) => presentPost(post, away.has(post._id), deps.clock());
  posts.sort((a, b) => rank(a) - rank(b) || (a._id < b._id ? -1 : 1));
  const norm = teamNorm(area.kind ?? 'basic', area.settlement ?? 'urban');
  const held = posts.map((post) => post.function);
  const isGrid = area.level === 'grid';
  const named = <T extends { function: PostDoc['function'] }>(need: T) => ({
    ...need,
    functionName: POST_FUNCTION_NAMES[need.function],
  });
  const path = deps.routing.current().pathOf(code);
  return {
    area: areaRef({ code: area._id, level: area.level, name: area.name }),
    team: posts.filter((post) => post.function !== 'party_member').map(card),
    norm: {
      name: norm.name,
      required: isGrid ? norm.required.map(named) : [],
      vacancies: isGrid ? vacancies(norm, held).map(named) : [],
    },
    // Who is a party member is his own to tell.
    partyMembers: posts.filter((post) => post.function === 'party_member' && post.shown === true).map(card),
    center: await findCenter(deps, path),
  };
}
