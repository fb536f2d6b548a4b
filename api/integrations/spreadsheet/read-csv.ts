import { AppError } from '@shared/core/errors';
import { type Table, TABLE_LIMITS, type TableRow } from './table';

const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** Text as Excel and WPS save it: UTF-8, UTF-16 with its mark, else GBK. @throws AppError UNSUPPORTED_TYPE */
function textOf(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = marked ? decode(bytes, 'utf-16le') : (decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030'));
  if (text === null || text.includes('\0'))
    throw new AppError('UNSUPPORTED_TYPE', '文件的文字编码认不出来，请另存为 UTF-8 或 GBK 的 CSV');
  return text;
}

/** What decoding by the wrong table leaves behind: replacement characters, private use, UTF-8 read as GBK. */
const GARBLED = /[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫/u;

function faultOf(cells: readonly string[]): string | null {
  if (cells.length > TABLE_LIMITS.columns) return `一行最多 ${TABLE_LIMITS.columns} 列`;
  if (cells.some((cell) => cell.length > TABLE_LIMITS.cellLength)) return '有一格的内容太长';
  if (cells.some((cell) => GARBLED.test(cell))) return '有乱码，请换一种编码另存';
  return cells.some((cell) => /^=/.test(cell)) ? '有公式，请改成值' : null;
}

/** Which of comma, semicolon and tab the head line uses most. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const count = (mark: string) => head.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** CSV after RFC 4180, with lines of any end. @throws AppError UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE */
export function readCsv(bytes: Uint8Array): Table {
  const text = textOf(bytes);
  const separator = separatorOf(text);
  const rows: TableRow[] = [];
  let [cells, cell, quoted, line, first]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const endRow = () => {
    cells.push(cell.trim());
    if (cells.some((value) => value !== '')) rows.push({ line: first, cells, fault: faultOf(cells) });
    if (rows.length > TABLE_LIMITS.rows)
      throw new AppError('PAYLOAD_TOO_LARGE', `一份表最多 ${TABLE_LIMITS.rows} 行`);
    [cells, cell, first] = [[], '', line + 1];
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!;
    if (quoted) {
      if (char === '\n') line += 1;
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) {
      cells.push(cell.trim());
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i += 1;
      endRow();
      line += 1;
    } else cell += char;
  }
  const open = quoted;
  endRow();
  const last = rows.at(-1);
  if (open && last) last.fault = '引号没有配对';
  return { rows };
}
