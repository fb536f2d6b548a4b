import type { LngLat } from '@shared/geo';

/** The public learns where to about 11 m: enough to find a broken lamp, not a front door. */
export function roughly({ lng, lat }: LngLat): LngLat {
  return { lng: Math.round(lng * 1e4) / 1e4, lat: Math.round(lat * 1e4) / 1e4 };
}
