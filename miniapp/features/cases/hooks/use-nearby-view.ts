import { getArea, listAreas } from '@shared/areas/contract';
import { type AreaView } from '@shared/areas/schemas';
import { convertCoordinates, type LngLat } from '@shared/geo/coordinates';
import { useApi } from '@miniapp/client';
import { type MapMarker } from '@miniapp/platform/map';
import { type MyGrid } from '@miniapp/widgets/my-grid';
import { type AreaOption, areaOptions, usualArea } from '../model/feed-filter';

export interface NearbyView {
  options: AreaOption[];
  /** Which of them is looked at. */
  area: string;
  name: string;
  /** Whose boundary is drawn. */
  shown: AreaView | undefined;
  /** Where the map begins; undefined until it is known. */
  centre: LngLat | undefined;
  zoom: number;
  /** What to ask the list for. */
  scope: { near?: string; radiusM?: number; area?: string };
  mePin: MapMarker[];
}

const RADIUS_M = 1500;
const ZOOMS: Record<string, number> = { grid: 16, community: 15, street: 13, district: 12, city: 12 };
const STALE_MS = 600_000;

/** What 附近 shows: what was chosen, else around the phone, else my community, else the whole city. */
export function useNearbyView({ code, place }: MyGrid, chosen: string | undefined): NearbyView {
  const own = useApi(
    getArea,
    { params: { code: code ?? '' }, query: { geometry: '1' } },
    { enabled: code !== null, staleMs: STALE_MS },
  );
  const top = useApi(listAreas, { query: {} }, { keep: true });
  const options = areaOptions(own.data, place !== null);
  const area = chosen && (chosen !== 'around' || place) ? chosen : usualArea(options, own.data);
  const coded = /^\d/.test(area);
  const other = useApi(
    getArea,
    { params: { code: area }, query: { geometry: '1' } },
    { enabled: coded && area !== code, staleMs: STALE_MS },
  );
  const me = place && convertCoordinates(place, place.coordType, 'gcj02');
  const mePin: MapMarker[] = me ? [{ id: 'me', ...me, kind: 'me', label: '您的位置' }] : [];
  const all = { options, area, mePin };
  if (area === 'around' && me)
    return {
      ...all,
      name: '您周围 1.5 公里',
      shown: own.data,
      centre: me,
      zoom: 16,
      scope: { near: `${me.lng.toFixed(6)},${me.lat.toFixed(6)}`, radiusM: RADIUS_M },
    };
  if (coded) {
    const found = area === code ? own.data : other.data;
    return {
      ...all,
      name: found?.name ?? '所选区域',
      shown: found,
      centre: found?.centre,
      zoom: ZOOMS[found?.level ?? 'grid'] ?? 15,
      scope: { area },
    };
  }
  const city = top.data?.items[0];
  // Where the grid is not known yet the city is not shown for a moment first.
  const waiting = code !== null && own.isPending && !chosen;
  return {
    ...all,
    name: '全市',
    shown: own.data,
    centre: waiting ? undefined : city?.centre,
    zoom: 12,
    scope: {},
  };
}
