import { type Duration } from '@shared/categories/schemas';
import { type Mode } from '@shared/clocks/modes';
import { type DESK_LEVELS, type RoutingRule, routingRuleSchema } from '@shared/routing-rules/schemas';

type Clock = Duration['clock'];
export type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7';

/** A rule as its form holds it: text as typed. */
export interface RuleDraft {
  id: string;
  name: string;
  enabled: boolean;
  areas: string[];
  categories: string[];
  /** Parted by spaces, commas or 、. */
  words: string;
  weekdays: Weekday[];
  /** 22:00-06:00, several parted by commas. */
  hours: string;
  workingTime: 'any' | 'working' | 'off';
  /** 2026-11-01 至 2026-11-30, several parted by commas. */
  dates: string;
  modes: Mode[];
  department: string;
  level: 'own' | (typeof DESK_LEVELS)[number];
  respond: string;
  respondClock: Clock;
  resolve: string;
  resolveClock: Clock;
  urgent: boolean;
  told: string;
}

export const emptyDraft = (id: string): RuleDraft => ({
  id,
  name: '',
  enabled: true,
  areas: [],
  categories: [],
  words: '',
  weekdays: [],
  hours: '',
  workingTime: 'any',
  dates: '',
  modes: [],
  department: '',
  level: 'own',
  respond: '',
  respondClock: 'working',
  resolve: '',
  resolveClock: 'working',
  urgent: false,
  told: '',
});

export function draftOf({ id, name, enabled, when, then, told }: RoutingRule): RuleDraft {
  return {
    ...emptyDraft(id),
    name,
    enabled,
    areas: when.areas ?? [],
    categories: when.categories ?? [],
    words: (when.words ?? []).join(' '),
    weekdays: (when.weekdays ?? []).map((day) => String(day) as Weekday),
    hours: (when.hours ?? []).map(({ from, to }) => `${from}-${to}`).join('，'),
    workingTime: when.workingTime ?? 'any',
    dates: (when.dates ?? []).map(({ from, to }) => (from === to ? from : `${from} 至 ${to}`)).join('，'),
    modes: when.modes ?? [],
    department: then.department ?? '',
    level: then.level ?? 'own',
    respond: then.respond ? String(then.respond.hours) : '',
    respondClock: then.respond?.clock ?? 'working',
    resolve: then.resolve ? String(then.resolve.hours) : '',
    resolveClock: then.resolve?.clock ?? 'working',
    urgent: then.urgent ?? false,
    told: told ?? '',
  };
}

const parted = (text: string, by: RegExp): string[] => [
  ...new Set(
    text
      .split(by)
      .map((piece) => piece.trim())
      .filter(Boolean),
  ),
];
const some = <T>(list: readonly T[]): T[] | undefined => (list.length > 0 ? [...list] : undefined);
/** 8:30 is understood as 08:30. */
const hour = (text: string) => text.trim().replace('：', ':').padStart(5, '0');

function spansOf(text: string) {
  return parted(text, /[,，;；、\n]/).map((span) => {
    const [from = '', to = ''] = span.split(/[-–—~至到]/);
    return { from: hour(from), to: hour(to) };
  });
}

function rangesOf(text: string) {
  return parted(text, /[,，;；、\n]/).map((range) => {
    const [from = '', to = from] = range.match(/\d{4}-\d{1,2}-\d{1,2}/g) ?? [range];
    return { from, to };
  });
}

const duration = (hours: string, clock: Clock) =>
  hours.trim() === '' ? undefined : { hours: Number(hours), clock };

export type FieldErrors = Partial<Record<string, string>>;

/** Names of the form's fields by the paths of the rule's. */
const FIELDS: Record<string, keyof RuleDraft | 'then'> = {
  'when.areas': 'areas',
  'when.categories': 'categories',
  'when.words': 'words',
  'when.weekdays': 'weekdays',
  'when.hours': 'hours',
  'when.dates': 'dates',
  'when.modes': 'modes',
  'then.respond': 'respond',
  'then.resolve': 'resolve',
  'then.department': 'department',
  then: 'then',
  name: 'name',
  told: 'told',
};

function fieldOf(path: string): string {
  const known = Object.keys(FIELDS).find((name) => path === name || path.startsWith(`${name}.`));
  return known === undefined ? 'then' : (FIELDS[known] ?? 'then');
}

/** The rule that a form describes, or what is wrong with which field. */
export function ruleOf(draft: RuleDraft): { rule: RoutingRule } | { errors: FieldErrors } {
  const checked = routingRuleSchema.safeParse({
    id: draft.id,
    name: draft.name,
    enabled: draft.enabled,
    when: {
      categories: some(draft.categories),
      areas: some(draft.areas),
      weekdays: some(draft.weekdays.map(Number).sort()),
      hours: some(spansOf(draft.hours)),
      workingTime: draft.workingTime === 'any' ? undefined : draft.workingTime,
      dates: some(rangesOf(draft.dates)),
      words: some(parted(draft.words, /[\s,，、;；]+/)),
      modes: some(draft.modes),
    },
    then: Object.fromEntries(
      Object.entries({
        department: draft.department || undefined,
        level: draft.level === 'own' ? undefined : draft.level,
        respond: duration(draft.respond, draft.respondClock),
        resolve: duration(draft.resolve, draft.resolveClock),
        urgent: draft.urgent || undefined,
      }).filter(([, value]) => value !== undefined),
    ),
    told: draft.told.trim() || undefined,
  });
  // Through JSON: what was left out is left out, not undefined.
  if (checked.success) return { rule: JSON.parse(JSON.stringify(checked.data)) as RoutingRule };
  const errors: FieldErrors = {};
  for (const { path, message } of checked.error.issues)
    errors[fieldOf(path.map(String).join('.'))] ??= /\p{Script=Han}/u.test(message)
      ? message
      : '填写的内容有问题';
  return { errors };
}

/** The list with one rule moved by so many places. */
export function moved<T>(list: readonly T[], index: number, by: number): T[] {
  const next = [...list];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(Math.max(0, Math.min(list.length - 1, index + by)), 0, item);
  return next;
}
