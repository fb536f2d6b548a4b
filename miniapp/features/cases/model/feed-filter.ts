import { type AreaView } from '@shared/areas/schemas';
import { CASE_STATUS_NAMES, CASE_STATUSES, type CaseStatus } from '@shared/cases/statuses';
import { type RouteQuery } from '@miniapp/platform/navigation';

/** What the public feed is narrowed to. It stands in the address on H5, so that a link opens the same view. */
export interface FeedFilter {
  /** `around` the phone, `city` for all, else an area's code; undefined: what fits the person. */
  area?: string;
  status?: CaseStatus;
  category?: string;
  words?: string;
  view?: 'map' | 'list';
}

const MOST_WORDS = 60;

/** Reads an address; what it does not know is left out rather than believed. */
export function filterOf(query: Partial<Record<string, string>>): FeedFilter {
  const { area, status, category, q, view } = query;
  return {
    area: area === 'around' || area === 'city' || /^\d{4,18}$/.test(area ?? '') ? area : undefined,
    status: CASE_STATUSES.find((known) => known === status),
    category: category && category.length <= 20 ? category : undefined,
    words: q?.trim().slice(0, MOST_WORDS) || undefined,
    view: view === 'list' || view === 'map' ? view : undefined,
  };
}

/** The same as an address. */
export const queryOf = ({ area, status, category, words, view }: FeedFilter): RouteQuery => ({
  area,
  status,
  category,
  q: words,
  view,
});

export interface AreaOption {
  value: string;
  text: string;
}

/** Where one may look: around the phone, one's grid and what it lies in, the whole city. */
export function areaOptions(grid: AreaView | undefined, located: boolean): AreaOption[] {
  const named = (level: string, before = '') =>
    [...(grid?.path ?? []), ...(grid ? [grid] : [])]
      .filter((node) => node.level === level)
      .slice(0, 1)
      .map(({ code, name }) => ({ value: code, text: `${before}${name}` }));
  return [
    ...(located ? [{ value: 'around', text: '我周围 1.5 公里' }] : []),
    ...named('grid', '我的网格 '),
    ...named('community'),
    ...named('street'),
    { value: 'city', text: '全市' },
  ];
}

/** What is looked at when nothing was chosen: around the phone, else my community, else the whole city. */
export function usualArea(options: readonly AreaOption[], grid: AreaView | undefined): string {
  const community = grid?.path.find(({ level }) => level === 'community')?.code;
  const known = (value: string | undefined) => options.some((option) => option.value === value);
  if (known('around')) return 'around';
  return community && known(community) ? community : 'city';
}

export interface Chip {
  key: 'status' | 'category' | 'words';
  text: string;
}

/** What narrows the feed now, each to be taken off by itself. */
export function chipsOf(filter: FeedFilter, categoryName: string | undefined): Chip[] {
  const { status, category, words } = filter;
  return [
    ...(words ? [{ key: 'words' as const, text: `“${words}”` }] : []),
    ...(status ? [{ key: 'status' as const, text: CASE_STATUS_NAMES[status] }] : []),
    ...(category ? [{ key: 'category' as const, text: categoryName ?? category }] : []),
  ];
}
