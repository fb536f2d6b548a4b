import { WORKBENCH_QUEUE_NAMES, workbenchQueueSchema, type WorkbenchQueue } from '@shared/cases/contract';
import { CASE_STATUS_NAMES } from '@shared/cases/statuses';
import { type CaseLevel } from '@shared/categories/schemas';
import {
  type FILTER_DAYS,
  FILTER_FIELDS,
  workbenchFilterShape,
  type WorkbenchFilter,
} from '@shared/workbench/filter';

/** A queue and what narrows it: what a link, a saved filter and the page itself hold. */
export interface QueueView {
  queue: WorkbenchQueue;
  filter: WorkbenchFilter;
}

/** From the query of a link: what this version does not know or the link spoiled is left out. */
export function readView(query: Partial<Record<string, string>>): QueueView {
  const queue = workbenchQueueSchema.safeParse(query.queue);
  const fields = FILTER_FIELDS.flatMap((field) => {
    const read = workbenchFilterShape[field].safeParse(query[field]);
    return read.success && read.data !== undefined ? [[field, read.data] as const] : [];
  });
  return { queue: queue.success ? queue.data : 'todo', filter: Object.fromEntries(fields) };
}

/** As a query, without what is not set; the other way of `readView`. */
export function writeView({ queue, filter }: QueueView): Record<string, string> {
  const fields = FILTER_FIELDS.flatMap((field) => {
    const value = filter[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return { queue, ...Object.fromEntries(fields) };
}

export const isNarrowed = (filter: WorkbenchFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

export const sameView = (a: QueueView, b: QueueView): boolean =>
  JSON.stringify(writeView(a)) === JSON.stringify(writeView(b));

/** One field changed; undefined takes it away. */
export function withField<F extends keyof WorkbenchFilter>(
  filter: WorkbenchFilter,
  field: F,
  value: WorkbenchFilter[F] | undefined,
): WorkbenchFilter {
  const { [field]: _before, ...others } = filter;
  return value === undefined ? others : { ...others, [field]: value };
}

export const LEVEL_NAMES: Record<CaseLevel, string> = {
  grid: '网格',
  community: '社区',
  street: '街道',
  district: '区',
  city: '市',
};
export const DAYS_NAMES: Record<(typeof FILTER_DAYS)[number], string> = {
  '1': '今天报的',
  '7': '近 7 天',
  '30': '近 30 天',
  '90': '近 90 天',
};

export interface CodeNames {
  group: (code: string) => string | undefined;
  category: (code: string) => string | undefined;
  area: (code: string) => string | undefined;
}

/** The filter in words, one for each condition. */
export function filterWords(filter: WorkbenchFilter, names: CodeNames): string[] {
  const { group, category, status, area, level, urgent, supervised, hold, whose, days, since, until, q } =
    filter;
  return [
    group && (names.group(group) ?? group),
    category && (names.category(category) ?? category),
    status && CASE_STATUS_NAMES[status],
    area && (names.area(area) ?? area),
    level && `${LEVEL_NAMES[level]}级`,
    urgent && '紧急',
    supervised && '督办',
    hold && '暂缓',
    whose && (whose === 'mine' ? '派给我的' : '派给别人的'),
    days && DAYS_NAMES[days],
    since && `${since.slice(0, 10)} 起`,
    until && `${until.slice(0, 10)} 前`,
    q && `含「${q}」`,
  ].filter((words) => words !== undefined);
}

/** A name to begin with: the queue and its conditions, as far as 20 characters go. */
export function suggestName({ queue, filter }: QueueView, names: CodeNames): string {
  return [WORKBENCH_QUEUE_NAMES[queue], ...filterWords(filter, names)].join(' ').slice(0, 20).trim();
}
