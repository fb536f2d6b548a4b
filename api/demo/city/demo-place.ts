import type { LngLat } from '@shared/geo';

/** Where a visitor of the demo stands: 桂花苑 5 号楼, 129 m from the nearest other grid (WGS-84). */
export const DEMO_PLACE: LngLat = { lng: 120.7486716, lat: 30.7452549 };
