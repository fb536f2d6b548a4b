import { type LngLat } from '@shared/geo/coordinates';

/** All coordinates of the map are GCJ-02 degrees, as the whole mini-program uses them. */
export interface MapPolygon {
  id: string;
  /** Outer ring; closed or not. */
  points: readonly LngLat[];
  /** Written in the middle. */
  label?: string;
  /** `own` is filled and strong, `neighbour` is a thin outline, `wrong` is filled in the colour of errors. */
  emphasis: 'own' | 'neighbour' | 'wrong';
}

/** A way, in the order in which it was gone. */
export interface MapLine {
  id: string;
  points: readonly LngLat[];
}

export type MarkerKind = 'waiting' | 'working' | 'done' | 'overdue' | 'declined' | 'me' | 'cluster';

export interface MapMarker {
  id: string;
  lng: number;
  lat: number;
  kind: MarkerKind;
  /** Accessible name; also shown on hover. */
  label: string;
  /** How many a `cluster` stands for. */
  count?: number;
}

/** What the map shows now. */
export interface MapCamera {
  centre: LngLat;
  zoom: number;
  /** West, south, east, north. */
  bbox: readonly [number, number, number, number];
}

export interface MapViewProps {
  /** Accessible name of the map ("湖滨社区第三网格"). */
  label: string;
  centre: LngLat;
  /** Web-map zoom, 3–19; 16 shows a grid, 18 a building. */
  zoom: number;
  polygons?: readonly MapPolygon[];
  markers?: readonly MapMarker[];
  lines?: readonly MapLine[];
  /** Any CSS height; 220px by default. */
  height?: string;
  /** Given: a pin stands in the middle, and moving the map (or tapping it) chooses the point under the pin. */
  onPick?: (point: LngLat) => void;
  onMarkerTap?: (id: string) => void;
  /** Told at first and whenever the map has come to rest elsewhere; handed back as `centre` and `zoom` it stays. */
  onCamera?: (camera: MapCamera) => void;
}
