import { deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: Buffer;
  /** What the headers promise instead of the truth. */
  claimedSize?: number;
}

/** A ZIP of these entries, deflated; its checksums are left at 0, which readers of spreadsheets do not look at. */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize = content.length } of entries) {
    const packed = deflateRawSync(content);
    const label = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(claimedSize, 18);
    shared.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, label, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), shared, tail, label]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A cell: text, a number, or XML of one's own. */
export type MadeCell = string | number | { xml: string; type?: string };

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const letter = (column: number) => String.fromCharCode(65 + column);

/** The sheet of an .xlsx with these rows. @param tail XML after the rows, e.g. merged cells */
export function sheetXml(rows: readonly (readonly MadeCell[])[], tail = ''): Buffer {
  const lines = rows.map((cells, r) => {
    const made = cells.map((cell, c) => {
      const at = `${letter(c)}${r + 1}`;
      if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
      if (typeof cell === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
      return `<c r="${at}" t="${cell.type ?? 'n'}">${cell.xml}</c>`;
    });
    return `<row r="${r + 1}">${made.join('')}</row>`;
  });
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData>${tail}</worksheet>`,
  );
}

export const makeXlsx = (rows: readonly (readonly MadeCell[])[], tail?: string): Buffer =>
  makeZip([{ name: 'xl/worksheets/sheet1.xml', content: sheetXml(rows, tail) }]);
