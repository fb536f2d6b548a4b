import { type CaseSummary } from '@shared/cases/schemas';
import { type MapMarker, type MarkerKind } from '@miniapp/platform/map';
import { dueOf } from './due';

/** More than this nobody tells apart, and the browser draws slowly. */
export const MOST_PINS = 200;

type Tone = 'late' | 'soon' | 'calm' | 'none';

export const TONES: readonly { tone: Tone; kind: MarkerKind; words: string }[] = [
  { tone: 'late', kind: 'overdue', words: '已超时' },
  { tone: 'soon', kind: 'waiting', words: '快到期' },
  { tone: 'calm', kind: 'working', words: '时间够' },
  { tone: 'none', kind: 'done', words: '不计时' },
];

export interface Pins {
  markers: MapMarker[];
  counts: Record<Tone, number>;
  /** Without a place: only in the list. */
  unplaced: number;
  /** There are more than are drawn. */
  more: boolean;
}

/** The cases as pins, each saying in words what its colour says. */
export function pinsOf(items: readonly CaseSummary[], nowMs: number, hasMore: boolean): Pins {
  const counts: Pins['counts'] = { late: 0, soon: 0, calm: 0, none: 0 };
  const placed = items.flatMap((item) => (item.place ? [{ item, place: item.place }] : []));
  const markers = placed.slice(0, MOST_PINS).map(({ item, place: { lng, lat } }) => {
    const tone = dueOf(item, nowMs)?.tone ?? 'none';
    counts[tone] += 1;
    const { kind, words } = TONES.find((entry) => entry.tone === tone) ?? { kind: 'done', words: '' };
    const label = `${words}：${item.text.slice(0, 20)}`;
    return { id: item.id, lng, lat, kind, label };
  });
  return {
    markers,
    counts,
    unplaced: items.length - placed.length,
    more: hasMore || placed.length > MOST_PINS,
  };
}

/** Pixels of a tile of the web map. */
const TILE = 256;
const FALLBACK = { lng: 120.1, lat: 30.2 };

/** Where to look so that all points are in sight of a map so many pixels wide and high. */
export function viewOf(
  points: readonly { lng: number; lat: number }[],
  width = 340,
  height = 340,
): { centre: { lng: number; lat: number }; zoom: number } {
  if (points.length === 0) return { centre: FALLBACK, zoom: 12 };
  const lngs = points.map(({ lng }) => lng);
  const lats = points.map(({ lat }) => lat);
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const across = Math.max((east - west) / width, (north - south) / height / 0.85) * 1.1;
  const zoom = across === 0 ? 17 : Math.floor(Math.log2(360 / TILE / across));
  return {
    centre: { lng: (west + east) / 2, lat: (south + north) / 2 },
    zoom: Math.min(Math.max(zoom, 3), 17),
  };
}
