import { AppError } from '@shared/core/errors';
import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';
import { type Table, TABLE_LIMITS } from './table';

export { type Table, TABLE_LIMITS, type TableRow } from './table';
export { readTableApart } from './table-thread';

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
/** The container of .xls and of encrypted .xlsx. */
const isOldOffice = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

/**
 * A spreadsheet (.xlsx, CSV in UTF-8, UTF-16 or GBK) as rows of text. To be called in a thread: unpacking takes time.
 * @throws AppError UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE
 */
export function readTable(bytes: Buffer): Table {
  if (bytes.length > TABLE_LIMITS.bytes)
    throw new AppError('PAYLOAD_TOO_LARGE', `表格不能超过 ${TABLE_LIMITS.bytes / 1024 / 1024} MB`);
  if (isOldOffice(bytes))
    throw new AppError('UNSUPPORTED_TYPE', '旧的 .xls 或加了密码的表格读不了，请另存为 .xlsx 或 CSV');
  return isZip(bytes) ? readXlsx(bytes) : readCsv(bytes);
}
