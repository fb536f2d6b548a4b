import type { FeedQuery } from '@shared/cases/feed-contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { CaseDoc } from './case.model';
import { boxShape, nearShape } from './cover';
import type { Filter, Search } from './read-newest';
import { roughly } from './roughly';
import { publicTerms } from './search-terms';

/** What everybody may read. */
export const PUBLIC = { visibility: 'public' } as const;

/** What a case is judged by. */
export type JudgedCase = Pick<CaseDoc, 'status' | 'kind' | 'areaPath' | 'place' | 'category' | 'terms'>;
/** Whole fields: the embedded store cuts them out without decoding anything. */
const JUDGED = { status: 1, kind: 1, areaPath: 1, place: 1, category: 1 } as const;

export interface FeedSearch extends Search<JudgedCase> {
  /** Of the fields that are judged. */
  judged: Readonly<Record<string, 1>>;
}

/**
 * What the public feed is asked, as index ranges and a test. Of the filters that have an index together one range is
 * made; of the others each is one, and the sparsest will lead.
 * @throws AppError NOT_FOUND for an area that does not exist
 */
export function feedSearch(deps: Deps, query: FeedQuery): FeedSearch {
  const { status, category, kind, area } = query;
  if (area && !deps.routing.current().node(area)) throw new AppError('NOT_FOUND', '没有这个区域');
  const terms = query.q === undefined ? [] : publicTerms(query.q);
  // Nothing to search for finds nothing, rather than everything.
  const nothing = query.q !== undefined && terms.length === 0;
  const shapes = [
    ...(query.near ? [nearShape(query.near, query.radiusM, query.coordType)] : []),
    ...(query.bbox ? [boxShape(query.bbox, query.coordType)] : []),
  ];
  const [shape] = shapes;
  const leads: Filter[] = [
    ...statesOf(query),
    ...(shape ? [{ cells: { $in: shape.cells } }] : []),
    ...(nothing ? [{ terms: '' }] : terms.map((term) => ({ terms: term }))),
  ];
  return {
    leads: (leads.length > 0 ? leads : [{}]).map((lead) => ({ ...PUBLIC, ...lead })),
    judged: terms.length > 0 ? { ...JUDGED, terms: 1 } : JUDGED,
    // Reports have no lead of their own, nearly everything is one.
    whole: leads.length <= 1 && shapes.length === 0 && !nothing && kind !== 'report',
    matches: (doc) =>
      !nothing &&
      (!status || doc.status === status) &&
      (!category || doc.category.code === category) &&
      (!kind || doc.kind === kind) &&
      (!area || doc.areaPath.includes(area)) &&
      terms.every((term) => doc.terms?.includes(term)) &&
      shapes.every((each) => doc.kind === 'report' && doc.place !== null && each.holds(roughly(doc.place))),
  };
}

/** The ranges that area, status, category and kind give. */
function statesOf({ area, status, category, kind }: FeedQuery): Filter[] {
  const within = area ? { areaPath: area } : {};
  const states: Filter[] = [
    ...(status ? [{ ...within, status }] : []),
    ...(category ? [{ ...within, 'category.code': category }] : []),
  ];
  return [
    ...(states.length === 0 && area ? [within] : states),
    ...(kind && kind !== 'report' ? [{ kind }] : []),
  ];
}
