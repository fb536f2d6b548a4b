import { useCallback, useEffect, useState } from 'react';
import { getArea, listAreas, locateArea } from '@shared/areas/contract';
import { convertCoordinates, type LngLat } from '@shared/geo/coordinates';
import { useApi } from '@miniapp/client';
import { getCurrentPlace } from '@miniapp/platform/location';
import { useMyGrid } from '@miniapp/widgets/my-grid';
import { type Report } from './use-report';

export type PlaceState = 'locating' | 'set' | 'denied' | 'unavailable';

/** GCJ-02 degrees as the form keeps them. */
const rounded = ({ lng, lat }: LngLat) => ({
  lng: Math.round(lng * 1e6) / 1e6,
  lat: Math.round(lat * 1e6) / 1e6,
  coordType: 'gcj02' as const,
});

/** Where the report is: found by the phone, moved on the map, and whose grid that is. */
export function usePlace({ form, update }: Pick<Report, 'form' | 'update'>) {
  const { place } = form;
  const [state, setState] = useState<PlaceState>(place ? 'set' : 'locating');
  const { code } = useMyGrid();
  // Without a position the map opens on my grid, else on the whole city.
  const home = useApi(
    getArea,
    { params: { code: code ?? '' } },
    { enabled: !place && code !== null, keep: true },
  );
  const top = useApi(listAreas, { query: {} }, { enabled: !place && code === null, keep: true });
  const fallback = home.data?.centre ?? top.data?.items[0]?.centre;

  const setPlace = useCallback(
    (point: LngLat) => {
      setState('set');
      update({ place: rounded(point) });
    },
    [update],
  );
  const take = useCallback(
    (found: Awaited<ReturnType<typeof getCurrentPlace>>) => {
      if (typeof found === 'string') setState(found);
      else setPlace(convertCoordinates(found, found.coordType, 'gcj02'));
    },
    [setPlace],
  );
  const locate = () => {
    setState('locating');
    void getCurrentPlace().then(take);
  };
  const known = place !== undefined;
  useEffect(() => {
    if (!known) void getCurrentPlace().then(take);
  }, [known, take]);

  const located = useApi(
    locateArea,
    { query: { lng: place?.lng ?? 0, lat: place?.lat ?? 0 } },
    { enabled: known, holdPrevious: true, staleMs: 60_000 },
  );
  const gridCode = located.data?.grid?.code;
  const grid = useApi(
    getArea,
    { params: { code: gridCode ?? '' }, query: { geometry: '1' } },
    { enabled: gridCode !== undefined, staleMs: 600_000 },
  );
  const neighbourCode = located.data?.nearEdge?.code;
  const neighbour = useApi(
    getArea,
    { params: { code: neighbourCode ?? '' }, query: { geometry: '1' } },
    { enabled: neighbourCode !== undefined, staleMs: 600_000 },
  );
  return { place, state, fallback, setPlace, locate, located, grid: grid.data, neighbour: neighbour.data };
}
