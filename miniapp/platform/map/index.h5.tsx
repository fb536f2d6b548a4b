import { useEffect, useRef, useState } from 'react';
import { type LeafletMap } from './leaflet-map';
import { type MapViewProps } from './types';

/** Leaflet, fetched when the first map is shown. Works by keyboard: arrows move, + and − zoom, Tab visits markers. */
export function MapView(props: MapViewProps) {
  const { label, height = '220px', onPick } = props;
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const map = useRef<LeafletMap>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    latest.current = props;
    map.current?.show(props);
  });

  useEffect(() => {
    let gone = false;
    const draw = async (): Promise<void> => {
      const { createLeafletMap } = await import('./leaflet-map');
      if (gone || !box.current) return;
      map.current = createLeafletMap(box.current, {
        pick: (point) => latest.current.onPick?.(point),
        tapMarker: (id) => latest.current.onMarkerTap?.(id),
        camera: (seen) => latest.current.onCamera?.(seen),
      });
      map.current.show(latest.current);
    };
    draw().catch(() => setFailed(true));
    return () => {
      gone = true;
      map.current?.remove();
      map.current = undefined;
    };
  }, []);

  return (
    <div className="lx-map" style={{ height }} role="region" aria-label={label}>
      <div className="lx-map__canvas" ref={box} />
      {onPick ? <div className="lx-map__pin" aria-hidden /> : null}
      {failed ? <div className="lx-map__failed">地图没有加载出来，请检查网络后重试</div> : null}
    </div>
  );
}

export type { MapCamera, MapLine, MapMarker, MapPolygon, MapViewProps, MarkerKind } from './types';
