import { gcj02ToWgs84, type LngLat, wgs84ToGcj02 } from '@shared/geo/coordinates';

export interface TileSource {
  /** Leaflet template with {z} {x} {y}; '' draws the boundaries on plain paper. */
  url: string;
  /** Who made the map: licences want it shown. */
  attribution: string;
  /** System the tiles are drawn in: 'gcj02' (Tencent, Amap) or 'wgs84' (天地图, OpenStreetMap). */
  coordType: 'gcj02' | 'wgs84';
}

declare global {
  interface Window {
    /** Set by the page that serves the portal, so that one build serves every deployment. */
    __LIANXIN__?: { tileUrl?: string; tileAttribution?: string; tileCoordType?: string };
  }
}

export const tileSource = (): TileSource => {
  const served = window.__LIANXIN__ ?? {};
  const coordType = served.tileCoordType ?? process.env.TARO_APP_TILE_COORD_TYPE;
  return {
    url: served.tileUrl ?? process.env.TARO_APP_TILE_URL ?? '',
    attribution: served.tileAttribution ?? process.env.TARO_APP_TILE_ATTRIBUTION ?? '',
    coordType: coordType === 'wgs84' ? 'wgs84' : 'gcj02',
  };
};

/** Between the app's GCJ-02 and the system the tiles are drawn in, so that boundaries lie on the streets. */
export const projection = ({ coordType }: TileSource) =>
  coordType === 'wgs84'
    ? { toTiles: gcj02ToWgs84, fromTiles: wgs84ToGcj02 }
    : { toTiles: (point: LngLat) => point, fromTiles: (point: LngLat) => point };
