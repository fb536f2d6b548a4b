import { areaFeatureSchema, featureCollectionHeadSchema } from '@shared/area-import/schemas';
import { AppError } from '@shared/core/errors';
import { isInChina, SWAPPED } from '@shared/geo';
import { parseInput } from '@api/http/validate';
import { type ImportRow, reject, type Rejected } from './rows';

function codeOf(value: unknown): string {
  const properties = (value as { properties?: { code?: unknown } } | null)?.properties;
  return typeof properties?.code === 'string' ? properties.code.slice(0, 40) : '';
}

/** A FeatureCollection of MultiPolygons has 9 levels; a parser that follows thousands costs seconds and memory. */
const DEEPEST = 24;

function isTooDeep(bytes: Uint8Array): boolean {
  let [depth, quoted] = [0, false];
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === 0x5c) i += 1;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
}

/** The first pair of numbers of a geometry that the schema refused, if there is one. */
function isSwapped(feature: unknown): boolean {
  const { geometry } = (feature ?? {}) as { geometry?: { coordinates?: unknown } };
  let at = geometry?.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  if (!Array.isArray(at)) return false;
  const [first, second] = at as unknown[];
  return typeof first === 'number' && typeof second === 'number' && isInChina(second, first);
}

/**
 * Features of a GeoJSON file, each judged alone.
 * @throws AppError UNSUPPORTED_TYPE for text that is no UTF-8, MALFORMED_JSON, VALIDATION_FAILED for what is no collection
 */
export function readGeoJson(bytes: Uint8Array): { rows: ImportRow[]; rejected: Rejected[] } {
  if (isTooDeep(bytes)) throw new AppError('MALFORMED_JSON', '文件的层次太多，不是边界文件');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('UNSUPPORTED_TYPE', '文件不是 UTF-8 编码，请在导出时选 UTF-8', { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('MALFORMED_JSON', '文件不是完整的 GeoJSON，请重新导出', { cause });
  }
  const { features } = parseInput(featureCollectionHeadSchema, value, '');
  const rows: ImportRow[] = [];
  const rejected: Rejected[] = [];
  features.forEach((feature, index) => {
    const parsed = areaFeatureSchema.safeParse(feature);
    if (parsed.success) rows.push({ index, line: null, ...parsed.data });
    else {
      const [issue] = parsed.error.issues;
      const reason = isSwapped(feature) ? SWAPPED : (issue?.message ?? '内容有问题');
      const where = issue?.path.filter((step) => typeof step === 'string').join('.');
      rejected.push(
        reject(
          { index, line: null, code: codeOf(feature) },
          `${reason}${where && `（${where}）`}`.slice(0, 200),
        ),
      );
    }
  });
  return { rows, rejected };
}
