import * as z from 'zod';
import {
  POST_FUNCTION_NAMES,
  POST_FUNCTIONS,
  type PostFunction,
  postFunctionSchema,
} from '@shared/areas/levels';
import { areaCodeSchema } from '@shared/areas/schemas';
import { invalidField } from '@shared/core/errors';
import { phoneSchema, wordsSchema } from '@shared/core/primitives';
import { POST_ROWS_AT_MOST } from '@shared/posts/contract';
import { daySchema } from '@shared/posts/terms';
import { holdsPersonalNumber } from '@shared/text/redact';
import { DAY_MS } from '@shared/time/shanghai';
import type { Table } from '@api/integrations/spreadsheet';
import { CASE_WORKERS } from '../areas';

const NO_NUMBERS = '里有号码：公开的文字里不能放，电话只填在电话一列';
const told = (max: number, what: string) =>
  wordsSchema(0, max, what).refine((text) => !holdsPersonalNumber(text), `${what}${NO_NUMBERS}`);

const rowSchema = z
  .strictObject({
    code: areaCodeSchema.refine((code) => code.length === 15, '网格编码应为 15 位'),
    function: postFunctionSchema,
    name: wordsSchema(1, 20, '姓名').refine((text) => !holdsPersonalNumber(text), `姓名${NO_NUMBERS}`),
    phone: phoneSchema.optional(),
    from: daySchema.optional(),
    until: daySchema.optional(),
    duties: told(200, '职责').optional(),
    officeHours: told(60, '服务时间').optional(),
    languages: z.array(told(20, '语言')).max(6, '语言最多 6 种').optional(),
  })
  .refine(({ from, until }) => !from || !until || from <= until, '任期的结束不能早于开始')
  .refine(
    ({ function: fn, phone }) => phone !== undefined || !CASE_WORKERS.includes(fn),
    '办事的岗位要填手机号：他用这个号码登录',
  );
export type PersonRow = z.output<typeof rowSchema> & { line: number };

type Field = keyof z.input<typeof rowSchema>;
const HEADS: Record<Field, readonly string[]> = {
  code: ['网格编码', '编码', 'code'],
  function: ['岗位', 'function'],
  name: ['姓名', 'name'],
  phone: ['电话', '手机', '手机号', 'phone'],
  from: ['任期起', '开始', 'from'],
  until: ['任期止', '结束', 'until'],
  duties: ['职责', 'duties'],
  officeHours: ['服务时间', 'hours'],
  languages: ['语言', 'languages'],
};
const FUNCTIONS = new Map<string, PostFunction>(
  POST_FUNCTIONS.flatMap((fn): [string, PostFunction][] => [
    [fn, fn],
    [POST_FUNCTION_NAMES[fn], fn],
    [POST_FUNCTION_NAMES[fn].replace('网格', ''), fn],
  ]),
);
const FUNCTION_WORDS = POST_FUNCTIONS.map((fn) => POST_FUNCTION_NAMES[fn]).join('、');

const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30);

/** Days as spreadsheets write them: 2026/1/5, 2026.1.5, 2026年1月5日, or the 46027 that a cell of dates holds. */
function dayOf(text: string): string {
  if (/^[3-6]\d{4}$/.test(text))
    return new Date(SPREADSHEET_EPOCH + Number(text) * DAY_MS).toISOString().slice(0, 10);
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?$/.exec(text) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

function valueOf(field: Field, text: string): unknown {
  if (field === 'function') return FUNCTIONS.get(text) ?? text;
  if (field === 'from' || field === 'until') return dayOf(text);
  if (field === 'phone') return text.replace(/^(\+?86)?[\s-]*|[\s-]/g, '');
  return field === 'languages' ? text.split(/[、，,;；\s]+/).filter(Boolean) : text;
}

const WHAT: Partial<Record<Field, string>> = { from: '任期起', until: '任期止' };

function reasonOf({ path, message }: z.core.$ZodIssue, given: Partial<Record<Field, unknown>>): string {
  const field = path[0] as Field | undefined;
  if (field !== undefined && given[field] === undefined) return `没有填${HEADS[field][0] ?? field}`;
  if (field === 'function') return `岗位应是${FUNCTION_WORDS}之一`;
  const what = field && WHAT[field];
  return what ? `${what}：${message}` : message;
}

export interface PeopleSheet {
  rows: PersonRow[];
  rejected: { line: number; reason: string }[];
}

/** A spreadsheet's lines as people in posts, each judged alone. @throws AppError VALIDATION_FAILED without its columns */
export function readPeople({ rows: [head, ...lines] }: Table): PeopleSheet {
  if (!head || lines.length === 0) throw invalidField('file', '表格是空的，没有任何人员');
  if (lines.length > POST_ROWS_AT_MOST)
    throw invalidField('file', `一次最多 ${POST_ROWS_AT_MOST} 行，请按街道分成几份`);
  const fields = Object.keys(HEADS) as Field[];
  const columns = head.cells.map((cell) => fields.find((field) => HEADS[field].includes(cell.toLowerCase())));
  if (!(['code', 'function', 'name'] as const).every((field) => columns.includes(field)))
    throw invalidField(
      'file',
      '第一行应写列名：网格编码、岗位、姓名、电话、任期起、任期止、职责、服务时间、语言；前三列不能少',
    );
  const twice = columns.find((field, i) => field !== undefined && columns.indexOf(field) !== i);
  if (twice) throw invalidField('file', `「${HEADS[twice][0] ?? twice}」有两列`);
  const sheet: PeopleSheet = { rows: [], rejected: [] };
  for (const { line, cells, fault } of lines) {
    const given: Partial<Record<Field, unknown>> = {};
    columns.forEach((field, column) => {
      const text = cells[column] ?? '';
      if (field && text !== '') given[field] = valueOf(field, text);
    });
    const parsed = fault ? null : rowSchema.safeParse(given);
    if (parsed?.success) sheet.rows.push({ ...parsed.data, line });
    else {
      const [issue] = parsed?.error.issues ?? [];
      const scientific = typeof given.code === 'string' && /^\d(\.\d+)?E\+?\d+$/i.test(given.code);
      const reason = scientific
        ? '编码被表格软件改成了科学计数，请把这一列设成“文本”再填'
        : issue
          ? reasonOf(issue, given)
          : '内容有问题';
      sheet.rejected.push({ line, reason: fault ?? reason });
    }
  }
  return sheet;
}
