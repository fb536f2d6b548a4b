import { Map, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useId, useRef, useState } from 'react';
import { type LngLat } from '@shared/geo/coordinates';
import { middleOf } from './middle';
import { type MapLine, type MapMarker, type MapPolygon, type MapViewProps } from './types';

const colours = {
  own: ['#1668a8', '#1668a826', 3],
  neighbour: ['#6b7985', '#00000000', 1],
  wrong: ['#b3261e', '#b3261e33', 3],
} as const;

const nativePolygon = ({ points, emphasis }: MapPolygon) => {
  const [strokeColor, fillColor, strokeWidth] = colours[emphasis];
  return {
    points: points.map(({ lng, lat }) => ({ longitude: lng, latitude: lat })),
    strokeColor,
    fillColor,
    strokeWidth,
    zIndex: emphasis === 'neighbour' ? 1 : 2,
  };
};

const nativeLine = ({ points }: MapLine) => ({
  points: points.map(({ lng, lat }) => ({ longitude: lng, latitude: lat })),
  color: '#1668a8',
  width: 4,
  arrowLine: true,
});

// Marker ids are numbers on weapp: the place in the list stands for the id.
const nativeMarker = (marker: MapMarker, id: number) =>
  marker.kind === 'cluster' ? nativeCluster(marker, id) : nativePin(marker, id);

/** A disc with the number on it. */
const nativeCluster = ({ lng, lat, label, count = 0 }: MapMarker, id: number) => ({
  id,
  longitude: lng,
  latitude: lat,
  iconPath: '/assets/markers/cluster.png',
  width: 44,
  height: 44,
  anchor: { x: 0.5, y: 0.5 },
  ariaLabel: label,
  label: {
    content: String(count),
    color: '#ffffff',
    fontSize: 15,
    textAlign: 'center' as const,
    bgColor: '#00000000',
    anchorX: -String(count).length * 4.5,
    anchorY: -32,
    borderWidth: 0,
    borderColor: '#00000000',
    borderRadius: 0,
    padding: 0,
  },
});

const nativePin = ({ lng, lat, kind, label }: MapMarker, id: number) => ({
  id,
  longitude: lng,
  latitude: lat,
  iconPath: `/assets/markers/${kind}.png`,
  width: kind === 'me' ? 22 : 30,
  height: kind === 'me' ? 22 : 36,
  anchor: kind === 'me' ? { x: 0.5, y: 0.5 } : { x: 0.5, y: 1 },
  ariaLabel: label,
});

// The native map writes no labels on polygons; a marker with an empty picture carries one.
const nativeLabel = ({ points, label = '' }: MapPolygon, id: number) => {
  const { lng, lat } = middleOf(points);
  const text = {
    content: label,
    color: '#33414d',
    fontSize: 12,
    textAlign: 'center',
    bgColor: '#ffffffcc',
  } as const;
  return {
    id,
    longitude: lng,
    latitude: lat,
    iconPath: '/assets/markers/blank.png',
    width: 1,
    height: 1,
    label: {
      ...text,
      anchorX: -label.length * 6,
      anchorY: 0,
      borderWidth: 0,
      borderColor: '#ffffff',
      borderRadius: 4,
      padding: 2,
    },
  };
};

interface RegionChange {
  type: string;
  causedBy?: string;
  detail?: { type?: string; causedBy?: string };
}

/** The native map of WeChat (Tencent, GCJ-02). */
export function MapView(props: MapViewProps) {
  const { label, centre, zoom, polygons = [], markers = [], lines = [], height = '220px' } = props;
  const { onPick, onMarkerTap, onCamera } = props;
  const id = `map-${useId().replace(/:/g, '')}`;
  const [first] = useState(centre);
  // What the person moved the map to: told back as the centre it must not move the map once more.
  const shown = useRef(`${first.lng},${first.lat}`);
  const told = useRef(false);
  const { lng, lat } = centre;
  useEffect(() => {
    if (shown.current === `${lng},${lat}`) return;
    shown.current = `${lng},${lat}`;
    void Taro.createMapContext(id).moveToLocation({ longitude: lng, latitude: lat });
  }, [id, lng, lat]);

  const pick = (): void => {
    void Taro.createMapContext(id).getCenterLocation({
      success: ({ longitude, latitude }) => {
        shown.current = `${longitude},${latitude}`;
        onPick?.({ lng: longitude, lat: latitude });
      },
    });
  };
  const tellCamera = async (): Promise<void> => {
    const map = Taro.createMapContext(id);
    const [middle, region, scale] = await Promise.all([
      new Promise<LngLat>((resolve) => {
        void map.getCenterLocation({
          success: ({ longitude, latitude }) => resolve({ lng: longitude, lat: latitude }),
        });
      }),
      map.getRegion(),
      map.getScale(),
    ]);
    const { southwest, northeast } = region;
    shown.current = `${middle.lng},${middle.lat}`;
    onCamera?.({
      centre: middle,
      zoom: scale.scale,
      bbox: [southwest.longitude, southwest.latitude, northeast.longitude, northeast.latitude],
    });
  };
  const onRegionChange = (event: unknown): void => {
    const change = event as RegionChange;
    const type = change.detail?.type ?? change.type;
    const cause = change.detail?.causedBy ?? change.causedBy;
    if (type !== 'end') return;
    if (onPick && (cause === 'drag' || cause === 'scale')) pick();
    if (onCamera) void tellCamera();
  };

  return (
    <View className="lx-map" style={{ height }} ariaLabel={label} ariaRole="img">
      <Map
        id={id}
        className="lx-map__canvas"
        longitude={first.lng}
        latitude={first.lat}
        scale={zoom}
        polygons={polygons.map(nativePolygon)}
        polyline={lines.map(nativeLine)}
        markers={[
          ...markers.map(nativeMarker),
          ...polygons
            .filter((polygon) => polygon.label)
            .map((polygon, index) => nativeLabel(polygon, markers.length + index)),
        ]}
        onRegionChange={onRegionChange}
        onUpdated={() => {
          if (onCamera && !told.current) void tellCamera();
          told.current = true;
        }}
        onMarkerTap={(event) => {
          const marker = markers[Number(event.detail.markerId)];
          if (marker) onMarkerTap?.(marker.id);
        }}
        onError={() => undefined}
      />
      {onPick ? <View className="lx-map__pin" /> : null}
    </View>
  );
}

export type { MapCamera, MapLine, MapMarker, MapPolygon, MapViewProps, MarkerKind } from './types';
