import type { Duration } from '../categories/schemas';
import { MODE_NAMES } from '../clocks/modes';
import type { Conditions, Outcome, RoutingRule } from './schemas';

/** How codes are called; a code nobody knows any more is shown as it is. */
export interface RuleNames {
  category: (ref: string) => string;
  area: (code: string) => string;
  department: (id: string) => string;
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const DESK_NAMES = { community: '社区', street: '街道', district: '区' } as const;
/** So many values are named; of more only how many there are. */
const NAMED = 4;

function either(names: readonly string[], unit: string): string {
  const shown = names.slice(0, NAMED).join('、');
  return names.length > NAMED ? `${shown} 等 ${names.length} ${unit}` : shown;
}

export function durationText({ hours, clock }: Duration): string {
  const number = Number(hours.toFixed(2));
  return clock === 'working' ? `${number} 个工作小时` : `${number} 小时`;
}

const shortDate = (date: string) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

function conditionTexts(when: Conditions, names: RuleNames): string[] {
  const said: string[] = [];
  if (when.areas) said.push(`地点在${either(when.areas.map(names.area), '处')}`);
  if (when.categories)
    said.push(
      `类别是${either(
        when.categories.map((ref) => `「${names.category(ref)}」`),
        '类',
      )}`,
    );
  if (when.words)
    said.push(
      `提到${either(
        when.words.map((word) => `“${word}”`),
        '个词',
      )}`,
    );
  if (when.weekdays) said.push(`在周${when.weekdays.map((day) => WEEKDAYS[day - 1]).join('、')}`);
  if (when.hours)
    said.push(
      `在 ${when.hours.map(({ from, to }) => `${from}–${from > to ? '次日 ' : ''}${to}`).join('、')}`,
    );
  if (when.workingTime) said.push(when.workingTime === 'working' ? '在工作时间' : '在非工作时间');
  if (when.dates)
    said.push(
      `在${when.dates.map(({ from, to }) => (from === to ? shortDate(from) : `${shortDate(from)}至${shortDate(to)}`)).join('、')}`,
    );
  if (when.modes) said.push(`处于${when.modes.map((mode) => MODE_NAMES[mode]).join('或')}状态`);
  return said;
}

function outcomeTexts(then: Outcome, names: RuleNames): string[] {
  const said: string[] = [];
  if (then.department !== undefined) said.push(`直接派给${names.department(then.department)}`);
  if (then.level)
    said.push(`由${DESK_NAMES[then.level]}调度中心${then.department === undefined ? '受理' : '负责调度'}`);
  if (then.respond) said.push(`${durationText(then.respond)}内受理`);
  if (then.resolve) said.push(`${durationText(then.resolve)}内答复`);
  if (then.urgent) said.push('按紧急处理');
  return said;
}

/** A rule as one sentence: 当…，则…。 */
export function describeRule({ when, then }: Pick<RoutingRule, 'when' | 'then'>, names: RuleNames): string {
  const conditions = conditionTexts(when, names);
  return `${conditions.length > 0 ? `当${conditions.join('，且')}` : '所有报事'}，则${outcomeTexts(then, names).join('，')}。`;
}
