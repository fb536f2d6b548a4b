import { AREA_LEVEL_NAMES, AREA_LEVELS } from '@shared/areas/levels';
import { areaFeatureSchema, type AreaFeature } from '@shared/area-import/schemas';
import { invalidField } from '@shared/core/errors';
import { readTable } from '@api/integrations/spreadsheet';
import { reject, type Rejected, type SheetRow } from './rows';

type Properties = AreaFeature['properties'];
type Field = keyof Properties;

const HEADS: Record<Field, readonly string[]> = {
  code: ['编码', '区域编码', '网格编码', 'code'],
  name: ['名称', '区域名称', '网格名称', 'name'],
  level: ['级别', '层级', 'level'],
  parentCode: ['上级编码', '上级', 'parentcode', 'parent'],
  kind: ['类型', '网格类型', 'kind'],
  settlement: ['城乡', '城乡类型', 'settlement'],
  households: ['户数', '住户数', 'households'],
};

const KINDS: Record<string, Properties['kind']> = {
  基础: 'basic',
  基础网格: 'basic',
  专属: 'dedicated',
  专属网格: 'dedicated',
};
const SETTLEMENTS: Record<string, Properties['settlement']> = {
  城镇: 'urban',
  城市: 'urban',
  乡村: 'rural',
  农村: 'rural',
};
const LEVELS = Object.fromEntries(
  AREA_LEVELS.flatMap((level) => [
    [level, level],
    ...AREA_LEVEL_NAMES[level].split(/[（）]/).map((name) => [name, level]),
  ]),
) as Record<string, Properties['level']>;

/** A cell in the words people use; what is none of them goes on as it is, for the schema to refuse. */
function valueOf(field: Field, text: string): unknown {
  if (field === 'kind') return KINDS[text] ?? text;
  if (field === 'settlement') return SETTLEMENTS[text] ?? text;
  if (field === 'level') return LEVELS[text] ?? text;
  return field === 'households' && /^\d{1,7}$/.test(text) ? Number(text) : text;
}

const rowSchema = areaFeatureSchema.shape.properties.partial().required({ code: true });

/** @throws AppError VALIDATION_FAILED without the columns it takes, UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE */
export function readSheet(bytes: Buffer): { rows: SheetRow[]; rejected: Rejected[] } {
  const [head, ...lines] = readTable(bytes).rows;
  if (!head || lines.length === 0) throw invalidField('file', '表格是空的，没有任何区域');
  const columns = head.cells.map((cell) =>
    (Object.keys(HEADS) as Field[]).find((field) => HEADS[field].includes(cell.toLowerCase())),
  );
  if (!columns.includes('code') || columns.every((field) => field === undefined || field === 'code'))
    throw invalidField(
      'file',
      '第一行应写列名：编码、名称、级别、上级编码、类型、城乡、户数；编码一列不能少',
    );
  const rows: SheetRow[] = [];
  const rejected: Rejected[] = [];
  lines.forEach(({ line, cells, fault }, index) => {
    const given = Object.fromEntries(
      columns.flatMap((field, column) => {
        const text = cells[column] ?? '';
        return field && text !== '' ? [[field, valueOf(field, text)]] : [];
      }),
    );
    const at = { index, line, code: typeof given.code === 'string' ? given.code.slice(0, 40) : '' };
    const parsed = rowSchema.safeParse(given);
    if (fault) rejected.push(reject(at, fault));
    else if (/^\d(\.\d+)?E\+?\d+$/i.test(at.code))
      rejected.push(reject(at, '编码被表格软件改成了科学计数，请把这一列设成“文本”再填'));
    else if (parsed.success) rows.push({ index, line, properties: parsed.data });
    else
      rejected.push(
        reject(at, given.code === undefined ? '没有编码' : (parsed.error.issues[0]?.message ?? '内容有问题')),
      );
  });
  return { rows, rejected };
}
