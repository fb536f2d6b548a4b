import { type changeAreas } from '@shared/area-changes/contract';
import { type InputOf } from '@shared/core/contract';
import { type LngLat } from '@shared/geo/coordinates';
import { type MapMarker, type MapPolygon } from '@miniapp/platform/map';

/** What the admin has drawn and written so far. Coordinates are GCJ-02. */
export interface RedrawDraft {
  kind: 'split' | 'merge';
  code: string;
  cut: LngLat[];
  newSide: 'left' | 'right';
  others: string[];
  /** Of the new half, or of the merged grid. */
  name: string;
  newCode: string;
  households: string;
  text: string;
  /** Where posts go that do not stay; an empty code ends the term. */
  posts: Record<string, string>;
}

export const newDraft = (code: string, kind: RedrawDraft['kind'] = 'split'): RedrawDraft => ({
  kind,
  code,
  cut: [],
  newSide: 'right',
  others: [],
  name: '',
  newCode: '',
  households: '',
  text: '',
  posts: {},
});

/** What is missing before it can be checked, in words. */
export function missingOf({
  kind,
  cut,
  others,
  name,
  newCode,
  households,
  text,
}: RedrawDraft): string | null {
  if (kind === 'split' && cut.length < 2) return '请在地图上画分界线，至少两个点';
  if (kind === 'split' && name.trim() === '') return '请给新网格取个名字';
  if (kind === 'split' && newCode.trim() !== '' && !/^\d{15}$/.test(newCode.trim()))
    return '网格编码是 15 位数字';
  if (households.trim() !== '' && !/^\d{1,6}$/.test(households.trim())) return '户数应为整数';
  if (kind === 'merge' && others.length === 0) return '请选择要并进来的网格';
  return text.trim().length < 2 ? '请写下调整的原因' : null;
}

export function bodyOf(draft: RedrawDraft): InputOf<typeof changeAreas>['body'] {
  const { kind, code, cut, newSide, others, posts } = draft;
  const [name, newCode, households, text] = [draft.name, draft.newCode, draft.households, draft.text].map(
    (words) => words.trim(),
  ) as [string, string, string, string];
  return {
    change:
      kind === 'split'
        ? {
            kind,
            code,
            // The first point may be the grid's own centre, which says its coordinate system.
            cut: cut.map(({ lng, lat }) => ({ lng, lat })),
            newSide,
            part: {
              name,
              ...(newCode !== '' && { code: newCode }),
              ...(households !== '' && { households: Number(households) }),
            },
          }
        : { kind, code, others, ...(name !== '' && { name }) },
    posts: Object.keys(posts).map((postId) => ({ postId, to: posts[postId] || null })),
    text,
  };
}

/** The line as it is drawn so far: there and back again, since the map knows shapes only. */
export function lineOf(cut: readonly LngLat[]): MapPolygon[] {
  return cut.length < 2 ? [] : [{ id: 'cut', points: [...cut, ...[...cut].reverse()], emphasis: 'wrong' }];
}

export const pointsOf = (cut: readonly LngLat[]): MapMarker[] =>
  cut.map((point, i) => ({ id: `cut-${i}`, ...point, kind: 'overdue', label: `分界线第 ${i + 1} 个点` }));
