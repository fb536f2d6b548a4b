import { SaxesParser } from 'saxes';
import { AppError } from '@shared/core/errors';
import { type Table, TABLE_LIMITS, type TableRow } from './table';
import { unzip } from './unzip';

const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;
const STRINGS = 'xl/sharedStrings.xml';

type Attributes = Record<string, string>;

/** Feeds XML to handlers by local name; documents with a DTD are refused, so no entity ever expands. */
function parseXml(
  xml: Buffer,
  handlers: {
    open?: (name: string, attributes: Attributes) => void;
    text?: (text: string) => void;
    close?: (name: string) => void;
  },
): void {
  const parser = new SaxesParser();
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (cause) => {
    throw new AppError('UNSUPPORTED_TYPE', '表格的内容已损坏，请重新另存', { cause });
  });
  parser.on('doctype', () => {
    throw new AppError('UNSUPPORTED_TYPE', '表格里夹带了别的内容，不能导入');
  });
  parser.on('opentag', ({ name, attributes }) => handlers.open?.(local(name), attributes));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }) => handlers.close?.(local(name)));
  const decoder = new TextDecoder('utf-8');
  for (let at = 0; at < xml.length; at += 65_536)
    parser.write(decoder.decode(xml.subarray(at, at + 65_536), { stream: true }));
  parser.write(decoder.decode()).close();
}

function readStrings(xml: Buffer | undefined): string[] {
  const strings: string[] = [];
  let [current, inText, phonetic]: [string, boolean, boolean] = ['', false, false];
  if (xml)
    parseXml(xml, {
      open(name) {
        if (name === 'si') current = '';
        if (name === 'rPh') phonetic = true;
        if (name === 't') inText = !phonetic;
      },
      text(text) {
        if (inText && current.length <= TABLE_LIMITS.cellLength) current += text;
      },
      close(name) {
        if (name === 't') inText = false;
        if (name === 'rPh') phonetic = false;
        if (name === 'si') strings.push(current);
      },
    });
  return strings;
}

/** Column and line of a reference such as `AB12`, the column from 0. */
function placeOf(reference: string): { column: number; line: number } | null {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (!match) return null;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, line: Number(match[2]) };
}

/** Numbers as they were typed, without binary dust; beyond 15 digits they no longer are, so their exponent stays. */
function plainNumber(text: string): string {
  const value = Number(text);
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15 || !/e|\.\d{10,}/i.test(text)) return text;
  return String(Number(value.toPrecision(15)));
}

interface Cell {
  column: number;
  type: string;
  value: string;
  formula: boolean;
}

/** Reads the first sheet's cells row by row; formulas and merged cells make their lines faulty. */
function readSheet(xml: Buffer, strings: readonly string[]): TableRow[] {
  const rows: TableRow[] = [];
  const merged: [number, number][] = [];
  let row: TableRow | null = null;
  let cell: Cell | null = null;
  let inValue = false;
  let width = 0;
  const place = (at: TableRow, { column, type, value, formula }: Cell) => {
    if (column >= TABLE_LIMITS.columns) at.fault ??= `一行最多 ${TABLE_LIMITS.columns} 列`;
    else {
      while (at.cells.length <= column) at.cells.push('');
      const text = type === 's' ? (strings[Number(value)] ?? '') : type === 'n' ? plainNumber(value) : value;
      at.cells[column] = text.trim();
      if (text.length > TABLE_LIMITS.cellLength) at.fault ??= '有一格的内容太长';
    }
    if (formula) at.fault ??= '有公式，请改成值';
    if (type === 'e') at.fault ??= `有一格是错误值 ${value}`;
  };
  parseXml(xml, {
    open(name, attributes) {
      if (name === 'row') {
        row = { line: Number(attributes.r) || (rows.at(-1)?.line ?? 0) + 1, cells: [], fault: null };
        width = 0;
      } else if (name === 'c' && row) {
        const column = (attributes.r && placeOf(attributes.r)?.column) || (attributes.r ? 0 : width);
        cell = { column, type: attributes.t ?? 'n', value: '', formula: false };
        width = column + 1;
      } else if (name === 'f' && cell) cell.formula = true;
      else if (name === 'v' || name === 't') inValue = cell !== null;
      else if (name === 'mergeCell') {
        const [from, to] = (attributes.ref ?? '').split(':').map(placeOf);
        if (from && to) merged.push([from.line, to.line]);
      }
    },
    text(text) {
      if (inValue && cell && cell.value.length <= TABLE_LIMITS.cellLength) cell.value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c' && row && cell) {
        place(row, cell);
        cell = null;
      } else if (name === 'row' && row) {
        if (row.cells.some((value) => value !== '') || row.fault) rows.push(row);
        if (rows.length > TABLE_LIMITS.rows)
          throw new AppError('PAYLOAD_TOO_LARGE', `一份表最多 ${TABLE_LIMITS.rows} 行`);
        row = null;
      }
    },
  });
  for (const line of rows)
    if (merged.some(([from, to]) => line.line >= from && line.line <= to))
      line.fault ??= '有合并的单元格，请拆开';
  return rows;
}

/** The first sheet of an .xlsx. @throws AppError UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE */
export function readXlsx(bytes: Buffer): Table {
  const entries = unzip(bytes, (name) => SHEET.test(name) || name === STRINGS);
  const number = (name: string) => Number(/\d+/.exec(name)?.[0]);
  const [first] = [...entries.keys()]
    .filter((name) => SHEET.test(name))
    .sort((a, b) => number(a) - number(b));
  const sheet = first === undefined ? undefined : entries.get(first);
  if (!sheet) throw new AppError('UNSUPPORTED_TYPE', '这个文件里没有工作表，请另存为 .xlsx 或 CSV');
  return { rows: readSheet(sheet, readStrings(entries.get(STRINGS))) };
}
