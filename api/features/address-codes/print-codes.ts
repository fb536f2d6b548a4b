import { codeLink } from '@shared/address-codes/codes';
import { LABELS_AT_MOST } from '@shared/address-codes/contract';
import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import type { AreaNode } from '@api/routing';
import { areasOf, getContacts } from '../areas';
import { drawPdf } from '../prints';
import { doorsOf } from './door.model';
import { makesIn } from './register-doors';

const A_MINUTE = 6;
const POSTER_PEOPLE = 6;

/** @throws AppError NOT_FOUND */
function pathOf(deps: Pick<Deps, 'routing'>, code: string): AreaNode[] {
  const path = deps.routing.current().pathOf(code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  return path;
}

/** The grids of an area (one or those of a community) and the buildings in them, each grid before its buildings. */
async function codesBelow(
  deps: Deps,
  code: string,
): Promise<{ code: string; name: string; isGrid: boolean }[]> {
  const areas = areasOf(deps.db);
  const grids =
    code.length === 15
      ? [code]
      : (
          await areas.find({ parentCode: code }, { _id: 1 }).sort({ _id: 1 }).limit(LABELS_AT_MOST).lean()
        ).map(({ _id }) => _id);
  const buildings = await areas
    .find({ parentCode: { $in: grids } }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(LABELS_AT_MOST + 1)
    .lean();
  const index = deps.routing.current();
  return [...grids, ...buildings.map(({ _id }) => _id)]
    .sort()
    .map((each) => ({ code: each, name: index.node(each)?.name ?? each, isGrid: each.length === 15 }));
}

/**
 * Labels of an area's grids, buildings and doors as a PDF of A4 sheets.
 * @param origin of the portal, which the codes lead to
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE for an area with too many, TOO_MANY_REQUESTS, UNAVAILABLE
 */
export async function printCodes(deps: Deps, actor: Actor, code: string, origin: string): Promise<Buffer> {
  const path = pathOf(deps, code);
  if (
    !makesIn(
      actor,
      path.map((node) => node.code),
    )
  )
    throw new AppError('ACTION_NOT_ALLOWED', '只能印自己辖区的二维码');
  if (code.length < 12) throw new AppError('WRONG_STATE', '请选择一个社区或网格，一次印不了这么多');
  await deps.limits.take('print', actor.userId, A_MINUTE, 60);
  const area = path.at(-1);
  const [below, doors] = await Promise.all([
    code.length === 18 ? [{ code, name: area?.name ?? code, isGrid: false }] : codesBelow(deps, code),
    doorsOf(deps.db)
      .find({ areaPath: code }, { sort: { _id: 1 }, limit: LABELS_AT_MOST + 1 })
      .toArray(),
  ]);
  if (below.length + doors.length > LABELS_AT_MOST)
    throw new AppError('WRONG_STATE', `这里的二维码超过 ${LABELS_AT_MOST} 张，请按网格分开印`);
  const index = deps.routing.current();
  const gridName = (each: string) => index.node(each.slice(0, 15))?.name ?? '';
  return drawPdf({
    labels: {
      title: `${area?.name ?? code} 二维码`,
      labels: [
        ...below.map((each) => ({
          title: each.name,
          under: each.isGrid ? '扫一扫，找到您的网格员' : gridName(each.code),
          code: each.code,
          link: codeLink(origin, each.code),
        })),
        ...doors.map(({ _id, line }) => ({
          title: line,
          under: area?.name ?? '',
          code: _id,
          link: codeLink(origin, _id),
        })),
      ],
    },
  });
}

/** A poster for the notice board of a grid. @throws AppError NOT_FOUND, TOO_MANY_REQUESTS, UNAVAILABLE */
export async function printPoster(deps: Deps, actor: Actor, code: string, origin: string): Promise<Buffer> {
  const path = pathOf(deps, code);
  const grid = path.at(-1);
  if (grid?.level !== 'grid') throw new AppError('NOT_FOUND', '没有这个网格');
  await deps.limits.take('print', actor.userId, A_MINUTE, 60);
  const { team, center } = await getContacts(deps, code);
  const people = team.filter((person) => person.function !== 'volunteer').slice(0, POSTER_PEOPLE);
  return drawPdf({
    poster: {
      title: grid.name,
      above: path
        .filter(({ level }) => level === 'street' || level === 'community')
        .map(({ name }) => name)
        .join(' · '),
      people: people.map((person) => ({
        name: person.name,
        function: POST_FUNCTION_NAMES[person.function],
        duties: person.duties,
        hours: person.officeHours,
      })),
      center: center && {
        name: center.name,
        phone: center.phone,
        address: center.address,
        hours: center.hours,
      },
      link: codeLink(origin, code),
    },
  });
}
