import { type CaseStatus } from '../cases/statuses';
import { calendarTime, SHANGHAI_OFFSET_MS } from '../time/shanghai';

export const PUSH_TEMPLATE_KEYS = ['progress', 'followed', 'work'] as const;
export type PushTemplate = (typeof PUSH_TEMPLATE_KEYS)[number];

interface TemplateSpec {
  name: string;
  note: string;
  topic: 'mine' | 'followed' | 'work';
  /** One message per acceptance, or any number after one (政务民生 only). */
  kind: 'once' | 'long_term';
  /** What we say → the template's key, whose name tells the kind of value WeChat takes. */
  fields: Record<'matter' | 'status' | 'updated' | 'next', `${'thing' | 'phrase' | 'time'}${number}`>;
}

/** How the template names each value on the phone. */
export const FIELD_LABELS = { matter: '事项', status: '进度', updated: '更新时间', next: '下一步' } as const;

const FIELDS = { matter: 'thing1', status: 'phrase2', updated: 'time3', next: 'thing4' } as const;

/** WeChat's subscribe-message templates that we send, as registered at mp.weixin.qq.com; their ids are configuration. */
export const PUSH_TEMPLATES: Record<PushTemplate, TemplateSpec> = {
  progress: { name: '办理进度提醒', note: '您报的事每一步进展', topic: 'mine', kind: 'once', fields: FIELDS },
  followed: {
    name: '关注事项提醒',
    note: '您关注的事有了进展或结果',
    topic: 'followed',
    kind: 'once',
    fields: FIELDS,
  },
  work: {
    name: '工作任务提醒',
    note: '派给您的、催办的、快到期的事',
    topic: 'work',
    kind: 'once',
    fields: FIELDS,
  },
};

export const templateOf = (topic: 'mine' | 'followed' | 'work'): PushTemplate =>
  topic === 'mine' ? 'progress' : topic;

export interface PushWords {
  matter: string;
  status: string;
  updatedMs: number;
  next: string;
}

/** UTF-16 units that a `thing` may have. */
const LONGEST_THING = 20;

/** At most so many UTF-16 units, without half a character; what was longer ends in `…`. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function longTime(instantMs: number): string {
  const iso = new Date(instantMs + SHANGHAI_OFFSET_MS).toISOString();
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日 ${iso.slice(11, 16)}`;
}

// Ranges, not \p{…}: the oldest supported browsers and WeChat do not know property escapes.
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/g;
// eslint-disable-next-line no-control-regex -- they are what is replaced
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

/** A value as WeChat takes it for that key: thing ≤ 20 characters, phrase ≤ 5 Chinese characters, time as a date. */
export function fitField(key: string, value: string): string {
  const kind = key.replace(/\d+$/, '');
  const plain = value.replace(CONTROLS, ' ').trim();
  if (kind === 'phrase') return (plain.match(HAN) ?? []).slice(0, 5).join('') || '有进展';
  if (kind === 'thing') return cut(plain, LONGEST_THING) || '请打开查看';
  return plain;
}

/** The message's values by template key. */
export function fillTemplate(template: PushTemplate, words: PushWords): Record<string, string> {
  const { fields } = PUSH_TEMPLATES[template];
  return {
    [fields.matter]: fitField(fields.matter, words.matter),
    [fields.status]: fitField(fields.status, words.status),
    [fields.updated]: longTime(words.updatedMs),
    [fields.next]: fitField(fields.next, words.next),
  };
}

/** What follows where no time is promised. */
const WITHOUT_TERM: Record<CaseStatus, string> = {
  submitted: '等待受理',
  accepted: '正在安排办理',
  dispatched: '等待接手办理',
  handling: '正在处理',
  replied: '已答复，正在核实',
  verified: '已核实，等待评价',
  closed: '已办结，没有后续时限',
  declined: '请打开看原因和责任单位',
  withdrawn: '已撤回，没有后续时限',
  merged: '并入另一件事一起办理',
};

/** The next promise in a few words: 11月25日 18:00前答复. */
export function nextWords(
  status: CaseStatus,
  next: { what: string; atMs: number } | null,
  nowMs: number,
): string {
  if (!next) return WITHOUT_TERM[status];
  const time = calendarTime(next.atMs, nowMs);
  const day = time.split(' ')[0] ?? time;
  const late = next.atMs < nowMs ? '已超时，原定' : '';
  const ways = [`${late}${time}`, `${late}${day}`, late ? `原定${day}` : day];
  const said = ways.map((way) => `${way}前${next.what}`);
  return said.find((words) => words.length <= LONGEST_THING) ?? said[said.length - 1] ?? '';
}
