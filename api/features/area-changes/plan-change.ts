import type { AreaChangeReport, NewAreaChange } from '@shared/area-changes/schemas';
import { PREVIEWED_AT_MOST } from '@shared/area-changes/schemas';
import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { teamNorm, vacancies } from '@shared/areas/team-norm';
import { AppError, invalidField } from '@shared/core/errors';
import { type CoordType, pointInPolygon, polygonArea } from '@shared/geo';
import type { Deps } from '@api/deps';
import {
  checkRows,
  checkTopology,
  type Known,
  loadStoredAreas,
  type StoredAreas,
  versionsOf,
} from '../area-import';
import {
  areaRef,
  areasOf,
  findCandidates,
  findCenter,
  type FoundWorker,
  type PostDoc,
  postsOf,
  presentGeometry,
  readAreasRevision,
} from '../areas';
import { usersOf } from '../auth';
import { type CaseDoc, casesOf, countOpenCases } from '../cases';
import { topicsOf } from '../deliberations';
import { listCarried } from '../routing-rules';
import type { AreaChangeDoc, MovedPost } from './change.model';
import { decideHands } from './decide-hands';
import { type Drawn, drawChange } from './draw-grids';
import { heirsOf } from './move-people';

export interface ChangePlan extends Pick<
  AreaChangeDoc,
  'title' | 'fromCodes' | 'heir' | 'rows' | 'gone' | 'versions' | 'renamed' | 'posts'
> {
  drawn: Drawn;
  stored: StoredAreas;
  revision: number;
  problems: string[];
}

const GRID_DIGITS = 15;
const PROBLEMS_TOLD = 20;

/** Every code below a community that is or ever was in use. */
async function takenCodes({ db }: Pick<Deps, 'db'>, community: string): Promise<Set<string>> {
  const below = { $gte: community, $lt: `${community}:` };
  const [now, once] = await Promise.all([
    areasOf(db).collection.distinct('_id', { _id: below } as object),
    versionsOf(db).distinct('code', { code: below }),
  ]);
  return new Set([...now.map(String), ...once]);
}

/** What stands against it, in words. */
function problemsOf({ rows, gone, problems }: Drawn, stored: StoredAreas): string[] {
  const next = new Map<string, Known>(stored);
  for (const code of gone) next.delete(code);
  for (const { properties, geometry } of rows) next.set(properties.code, { ...properties, geometry });
  const rejected = checkRows(rows, stored).map(({ code, reason }) => `${code}：${reason}`);
  const found =
    rejected.length > 0
      ? { overlaps: [], outside: [] }
      : checkTopology(next, new Set(rows.map(({ properties }) => properties.code)));
  return [
    ...problems,
    ...rejected,
    ...found.overlaps.map(({ a, b, areaM2 }) => `${a} 和 ${b} 重叠 ${Math.round(areaM2)} 平方米`),
    ...found.outside.map(({ code, areaM2 }) => `${code} 超出上级 ${Math.round(areaM2)} 平方米`),
  ].slice(0, PROBLEMS_TOLD);
}

/** Where each post goes: as ordered, else it stays or is merged. @throws AppError VALIDATION_FAILED */
function movePosts(
  posts: readonly PostDoc[],
  ordered: NewAreaChange['posts'],
  drawn: Drawn,
  grids: readonly string[],
): MovedPost[] {
  const wish = new Map(ordered.map(({ postId, to }) => [postId, to]));
  const known = new Set(posts.map(({ _id }) => _id));
  const merged = new Map(drawn.renamed.map(({ from, to }) => [from, to]));
  ordered.forEach(({ postId, to }, i) => {
    if (!known.has(postId)) throw invalidField(`posts.${i}.postId`, '这个岗位不在要调整的网格里');
    if (to !== null && !grids.includes(to)) throw invalidField(`posts.${i}.to`, '岗位只能去调整后的网格');
  });
  return posts.map((post) => {
    const to = wish.has(post._id)
      ? (wish.get(post._id) ?? null)
      : (merged.get(post.areaCode) ?? post.areaCode);
    return {
      postId: post._id,
      userId: post.userId,
      name: post.name,
      function: post.function,
      from: post.areaCode,
      to,
    };
  });
}

/** What an order would do to areas and posts. Writes nothing. @throws AppError NOT_FOUND, VALIDATION_FAILED */
export async function planChange(deps: Deps, { change, posts: ordered }: NewAreaChange): Promise<ChangePlan> {
  const revision = await readAreasRevision(deps.db);
  const fromCodes = change.kind === 'split' ? [change.code] : [change.code, ...new Set(change.others)];
  const stored = await loadStoredAreas(
    deps.db,
    fromCodes.map((code) => ({ code })),
  );
  if (!stored.has(change.code)) throw new AppError('NOT_FOUND', '没有这个网格');
  const drawn = drawChange(change, stored, await takenCodes(deps, change.code.slice(0, 12)));
  const posts = await postsOf(deps.db)
    .find({ areaCode: { $in: [...fromCodes, ...drawn.renamed.map(({ from }) => from)] }, active: true })
    .lean<PostDoc[]>();
  const grids = drawn.rows.flatMap(({ properties }) =>
    properties.code.length === GRID_DIGITS ? [properties.code] : [],
  );
  const touched = [...drawn.rows.map(({ properties }) => properties.code), ...drawn.gone];
  return {
    title: drawn.title.slice(0, 200),
    fromCodes,
    heir: change.code,
    rows: drawn.rows,
    gone: drawn.gone,
    renamed: drawn.renamed,
    versions: touched.map((code) => ({ code, version: stored.get(code)?.version ?? 0 })),
    posts: movePosts(posts, ordered, drawn, grids),
    drawn,
    stored,
    revision,
    problems: [...problemsOf(drawn, stored), ...(await openTopics(deps, drawn))],
  };
}

/** Who may vote on what must not change under way. */
async function openTopics({ db }: Pick<Deps, 'db'>, { gone, rows, part }: Drawn): Promise<string[]> {
  const heir = rows[0]?.properties.code ?? '';
  const codes = part ? [heir] : [heir, ...gone.filter((code) => code.length === GRID_DIGITS)];
  const found = await topicsOf(db)
    .find({ areaCode: { $in: codes }, outcome: null }, { projection: { title: 1 }, limit: 3 })
    .toArray();
  return found.map(({ title }) => `议题「${title}」还在进行，参与的人以网格为准，请等它结束`);
}

type Row = Pick<CaseDoc, 'number' | 'place' | 'gridCode' | 'reporterId' | 'level' | 'assignee' | 'areaNames'>;
const ROW = { number: 1, place: 1, gridCode: 1, reporterId: 1, level: 1, assignee: 1, areaNames: 1 };

/** Who could take cases in each grid to come. */
async function candidatesByGrid(deps: Deps, plan: ChangePlan): Promise<Map<string, FoundWorker[]>> {
  const found = (await Promise.all(plan.fromCodes.map((code) => findCandidates(deps, code)))).flat();
  const loads = await countOpenCases(
    deps.db,
    found.flatMap(({ userId }) => userId ?? []),
  );
  const goes = new Map(plan.posts.map(({ postId, to }) => [postId, to]));
  const byGrid = new Map<string, FoundWorker[]>();
  for (const candidate of found) {
    const grid = goes.has(candidate.postId) ? goes.get(candidate.postId) : plan.heir;
    if (!grid) continue;
    const loaded = { ...candidate, load: loads.get(candidate.userId ?? '') ?? 0 };
    byGrid.set(grid, [...(byGrid.get(grid) ?? []), loaded]);
  }
  return byGrid;
}

async function previewCases(deps: Deps, plan: ChangePlan): Promise<AreaChangeReport['cases']> {
  const docs = (await casesOf(deps.db)
    .collection.find({ areaPath: { $in: plan.fromCodes }, open: true } as object, {
      limit: PREVIEWED_AT_MOST + 1,
      projection: ROW,
    })
    .toArray()) as unknown as Row[];
  const byGrid = await candidatesByGrid(deps, plan);
  const desk = await findCenter(deps, deps.routing.current().pathOf(plan.heir));
  const nameOf = new Map(plan.rows.map(({ properties }) => [properties.code, properties.name]));
  const lines = new Map<string, AreaChangeReport['cases']['plan'][number]>();
  for (const doc of docs.slice(0, PREVIEWED_AT_MOST)) {
    const { part } = plan.drawn;
    const inPart =
      part && doc.place && pointInPolygon(doc.place.lng, doc.place.lat, part.geometry) !== 'outside';
    const grid = inPart ? part.code : plan.heir;
    const candidates = byGrid.get(grid) ?? [];
    const hands = decideHands(doc, candidates);
    if (hands.kind === 'worker') hands.worker.load += 1;
    const to =
      hands.kind === 'keep'
        ? doc.assignee.name
        : hands.kind === 'worker'
          ? `${POST_FUNCTION_NAMES[hands.worker.function]}${hands.worker.name}`
          : (desk?.name ?? '社区网格中心');
    const key = `${grid} ${hands.kind} ${to}`;
    const line = lines.get(key) ?? {
      gridName: nameOf.get(grid) ?? grid,
      to,
      changesHands: hands.kind !== 'keep',
      count: 0,
      numbers: [],
    };
    line.count += 1;
    if (line.numbers.length < 5) line.numbers.push(doc.number);
    lines.set(key, line);
  }
  return {
    total: Math.min(docs.length, PREVIEWED_AT_MOST),
    capped: docs.length > PREVIEWED_AT_MOST,
    plan: [...lines.values()].sort((a, b) => b.count - a.count),
  };
}

/** Rules and modes that name these grids, and what they will name. */
function carriedOf(deps: Deps, plan: ChangePlan): Promise<AreaChangeReport['standing']> {
  const path = deps.routing.current().pathOf(plan.heir);
  const areas = path.map(({ code }) => code).slice(0, -1);
  const drawn = new Map(plan.rows.map(({ properties }) => [properties.code, properties.name]));
  const nameOf = (code: string) =>
    plan.stored.get(code)?.name ?? drawn.get(code) ?? deps.routing.current().node(code)?.name ?? code;
  return listCarried(deps, heirsOf({ ...plan, areas }), nameOf);
}

/** The plan as the admin reads it before he orders it. */
export async function reportOf(
  deps: Deps,
  plan: ChangePlan,
  coordType: CoordType,
): Promise<AreaChangeReport> {
  const goneGrids = plan.gone.filter((code) => code.length === GRID_DIGITS);
  const buildings = (code: string) => {
    const moved = new Set(plan.renamed.map(({ from }) => from));
    const staying = [...plan.stored.values()].filter(
      (area) => area.parentCode === code && !moved.has(area._id),
    );
    return staying.length + plan.renamed.filter(({ to }) => to.startsWith(code) && to !== code).length;
  };
  return {
    revision: plan.revision,
    problems: plan.problems,
    grids: plan.rows.flatMap(({ properties, geometry }) => {
      if (properties.level !== 'grid') return [];
      const held = plan.posts.filter(({ to }) => to === properties.code).map((post) => post.function);
      const norm = teamNorm(properties.kind ?? 'basic', properties.settlement ?? 'urban');
      return [
        {
          code: properties.code,
          name: properties.name,
          isNew: !plan.stored.has(properties.code),
          areaM2: Math.round(polygonArea(geometry)),
          geometry: presentGeometry(geometry, coordType),
          households: properties.households ?? null,
          microgrids: buildings(properties.code),
          vacancies: vacancies(norm, held).map(
            (gap) => `${POST_FUNCTION_NAMES[gap.function]} ${gap.missing} 人`,
          ),
        },
      ];
    }),
    gone: goneGrids.flatMap((code) => {
      const area = plan.stored.get(code);
      return area ? [areaRef({ code, level: area.level, name: area.name })] : [];
    }),
    recoded: plan.renamed
      .filter(({ from }) => from.length > GRID_DIGITS)
      .map(({ from, to }) => ({ from, to, name: plan.stored.get(from)?.name ?? from })),
    posts: plan.posts.map((post) => ({
      postId: post.postId,
      name: post.name,
      functionName: POST_FUNCTION_NAMES[post.function],
      from: post.from,
      to: post.to,
    })),
    cases: await previewCases(deps, plan),
    standing: await carriedOf(deps, plan),
    residents: await usersOf(deps.db).countDocuments({ homeGridCode: { $in: goneGrids } }),
  };
}
