import { getArea, listAreas } from '@shared/areas/contract';
import { type AreaView } from '@shared/areas/schemas';
import { convertCoordinates, type LngLat } from '@shared/geo/coordinates';
import { useApi } from '@miniapp/client';
import { type MapMarker } from '@miniapp/platform/map';
import { type MyGrid } from '@miniapp/widgets/my-grid';

export interface NearbyView {
  name: string;
  area: AreaView | undefined;
  centre: LngLat | undefined;
  zoom: number;
  /** What to ask the feed for. */
  scope: { near?: string; radiusM?: number; area?: string };
  mePin: MapMarker[];
}

const RADIUS_M = 1500;

/** What 附近 shows: around the phone when it said where it is, else my grid's community, else the whole city. */
export function useNearbyView({ code, place }: MyGrid): NearbyView {
  const grid = useApi(
    getArea,
    { params: { code: code ?? '' }, query: { geometry: '1' } },
    { enabled: code !== null, staleMs: 600_000 },
  );
  const top = useApi(listAreas, { query: {} }, { enabled: code === null && !place, keep: true });
  if (place) {
    const me = convertCoordinates(place, place.coordType, 'gcj02');
    return {
      name: '您周围 1.5 公里',
      area: grid.data,
      centre: me,
      zoom: 16,
      scope: { near: `${me.lng.toFixed(6)},${me.lat.toFixed(6)}`, radiusM: RADIUS_M },
      mePin: [{ id: 'me', ...me, kind: 'me', label: '您的位置' }],
    };
  }
  const community = grid.data?.path.find(({ level }) => level === 'community');
  if (code !== null) {
    return {
      name: community?.name ?? '我的社区',
      area: grid.data,
      centre: grid.data?.centre,
      zoom: 15,
      scope: { area: community?.code ?? code },
      mePin: [],
    };
  }
  const city = top.data?.items[0];
  return {
    name: city?.name ?? '全市',
    area: undefined,
    centre: city?.centre,
    zoom: 13,
    scope: {},
    mePin: [],
  };
}
