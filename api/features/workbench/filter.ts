import type { WorkbenchFilter } from '@shared/workbench/filter';
import { isOpen } from '@shared/cases/statuses';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import type { Actor } from '@api/http/actor';
import { type CaseDoc, type CaseRow, staffReadings } from '../cases';
import type { Filter } from './queues';

/** A line of a list, with what it is found by when words are looked for. */
export type Examined = CaseRow & Pick<CaseDoc, 'terms'>;

/** Areas of a code start with it, and so do those it lies in the other way round. */
const areaRange = (range: Filter, area: string): Filter[] => {
  const scope = range.areaPath;
  if (typeof scope !== 'string' || area.startsWith(scope))
    return typeof scope === 'string' ? [{ ...range, areaPath: area }] : [range];
  return scope.startsWith(area) ? [range] : [];
};

const statusRange = (range: Filter, status: CaseDoc['status']): Filter[] => {
  if (range.open === true && !isOpen(status)) return [];
  const own = range.status as string | { $in: string[] } | undefined;
  const holds = own === undefined || (typeof own === 'string' ? own === status : own.$in.includes(status));
  return holds ? [{ ...range, status }] : [];
};

/**
 * The ranges of a queue narrowed by what their indexes carry. An area replaces the scope only by a part of it, so that
 * a filter never shows more than the queue.
 */
export function narrow(ranges: Filter[], { area, status }: WorkbenchFilter): Filter[] {
  return ranges
    .flatMap((range) => (area === undefined ? [range] : areaRange(range, area)))
    .flatMap((range) => (status === undefined ? [range] : statusRange(range, status)));
}

/** Whether more has to be read than is shown: what no index of every queue carries is judged document by document. */
export function isSelective(filter: WorkbenchFilter): boolean {
  return Object.entries(filter).some(([field, value]) => field !== 'status' && value !== undefined);
}

/** The whole filter as a test of one case. */
export function matcher(actor: Actor, filter: WorkbenchFilter, nowMs: number): (doc: Examined) => boolean {
  const tests = [...plainTests(filter), ...timeTests(filter, nowMs)];
  if (filter.whose !== undefined) {
    const mine = filter.whose === 'mine';
    tests.push((doc) => isHisOwn(actor, doc) === mine);
  }
  if (filter.q !== undefined) {
    const readings = staffReadings(filter.q);
    tests.push((doc) => readings.some((terms) => terms.every((term) => doc.terms?.includes(term) ?? false)));
  }
  return (doc) => tests.every((test) => test(doc));
}

function plainTests(filter: WorkbenchFilter): ((doc: Examined) => boolean)[] {
  const { group, category, area, level, status } = filter;
  return [
    ...(group === undefined ? [] : [(doc: Examined) => doc.category.group === group]),
    ...(category === undefined ? [] : [(doc: Examined) => doc.category.code === category]),
    ...(area === undefined ? [] : [(doc: Examined) => doc.areaPath.includes(area)]),
    ...(level === undefined ? [] : [(doc: Examined) => doc.level === level]),
    ...(status === undefined ? [] : [(doc: Examined) => doc.status === status]),
    ...(['urgent', 'supervised', 'hold'] as const).flatMap((flag) =>
      filter[flag] === undefined ? [] : [(doc: Examined) => doc[flag]],
    ),
  ];
}

function timeTests({ days, since, until }: WorkbenchFilter, nowMs: number): ((doc: Examined) => boolean)[] {
  const from = [
    ...(days === undefined ? [] : [startOfShanghaiDay(shanghaiDate(nowMs)) - (Number(days) - 1) * DAY_MS]),
    ...(since === undefined ? [] : [Date.parse(since)]),
  ];
  return [
    ...from.map((ms) => (doc: Examined) => doc.createdAt.getTime() >= ms),
    ...(until === undefined ? [] : [(doc: Examined) => doc.createdAt.getTime() < Date.parse(until)]),
  ];
}

/** Given to him by name, as the one who handles it or as a helper. */
function isHisOwn({ userId }: Actor, { assignee, coHandlers = [] }: Examined): boolean {
  return [assignee, ...coHandlers].some((one) => one.type === 'person' && one.userId === userId);
}
