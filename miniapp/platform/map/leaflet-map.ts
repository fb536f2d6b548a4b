import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { type LngLat } from '@shared/geo/coordinates';
import { middleOf } from './middle';
import { projection, tileSource } from './tiles';
import { type MapCamera, type MapMarker, type MapPolygon, type MapViewProps } from './types';

export interface LeafletMap {
  /** Draws what the props say; moves the view only when they name another centre or zoom. */
  show: (props: MapViewProps) => void;
  remove: () => void;
}

interface Listeners {
  pick: (point: LngLat) => void;
  tapMarker: (id: string) => void;
  camera: (camera: MapCamera) => void;
}

const METRES_UNIMPORTANT = 1;

/** A Leaflet map in `box`; coordinates in and out are GCJ-02. */
export function createLeafletMap(box: HTMLElement, listeners: Listeners): LeafletMap {
  const tiles = tileSource();
  const { toTiles, fromTiles } = projection(tiles);
  const at = (point: LngLat): L.LatLng => {
    const { lng, lat } = toTiles(point);
    return L.latLng(lat, lng);
  };

  const map = L.map(box, { zoomControl: false, attributionControl: false, minZoom: 3, maxZoom: 19 });
  L.control.zoom({ position: 'bottomright', zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(map);
  if (tiles.url) L.tileLayer(tiles.url, { maxZoom: 19 }).addTo(map);
  if (tiles.attribution) {
    L.control
      .attribution({ prefix: false, position: 'bottomleft' })
      .addAttribution(tiles.attribution)
      .addTo(map);
  }
  const drawn = L.layerGroup().addTo(map);
  let shown = { centre: '', zoom: 0, content: '' };
  let picking = false;
  let ownMove = false;

  const tellCamera = (): void => {
    const bounds = map.getBounds();
    // Not before the box has a size and the map a place.
    if (shown.centre === '' || bounds.getNorth() === bounds.getSouth()) return;
    const sw = fromTiles({ lng: bounds.getWest(), lat: bounds.getSouth() });
    const ne = fromTiles({ lng: bounds.getEast(), lat: bounds.getNorth() });
    const { lng, lat } = map.getCenter();
    listeners.camera({
      centre: fromTiles({ lng, lat }),
      zoom: map.getZoom(),
      bbox: [sw.lng, sw.lat, ne.lng, ne.lat],
    });
  };
  map.on('moveend resize', tellCamera);
  map.on('moveend', () => {
    if (!picking || ownMove) return;
    const { lng, lat } = map.getCenter();
    listeners.pick(fromTiles({ lng, lat }));
  });
  map.on('click', ({ latlng }) => {
    if (picking) map.panTo(latlng);
  });
  // The box gets its size after the page is laid out, and changes with the window.
  const watcher = new ResizeObserver(() => map.invalidateSize());
  watcher.observe(box);

  const drawPolygon = ({ points, label, emphasis }: MapPolygon): void => {
    L.polygon(points.map(at), {
      className: `lx-map__area lx-map__area--${emphasis}`,
      interactive: false,
    }).addTo(drawn);
    if (!label) return;
    const text = L.divIcon({
      className: `lx-map__label lx-map__label--${emphasis}`,
      html: '',
      iconSize: [0, 0],
    });
    const marker = L.marker(at(middleOf(points)), { icon: text, interactive: false, keyboard: false }).addTo(
      drawn,
    );
    const span = document.createElement('span');
    span.textContent = label;
    marker.getElement()?.append(span);
  };

  const iconOf = ({ kind, count }: MapMarker): L.DivIcon => {
    if (kind === 'cluster')
      return L.divIcon({ className: 'lx-map__cluster', html: String(count ?? ''), iconSize: [44, 44] });
    return L.divIcon({
      className: `lx-map__marker lx-map__marker--${kind}`,
      iconSize: [30, 36],
      iconAnchor: [15, 36],
    });
  };

  const drawMarker = (drawnMarker: MapMarker): void => {
    const { id, lng, lat, kind, label } = drawnMarker;
    const icon = iconOf(drawnMarker);
    const marker = L.marker(at({ lng, lat }), {
      icon,
      title: label,
      keyboard: kind !== 'me',
      interactive: kind !== 'me',
    });
    marker.on('click', () => listeners.tapMarker(id));
    marker.addTo(drawn);
    marker.getElement()?.setAttribute('aria-label', label);
    if (kind === 'me') marker.getElement()?.setAttribute('role', 'img');
  };

  return {
    show({ centre, zoom, polygons = [], markers = [], lines = [], onPick }) {
      picking = Boolean(onPick);
      const target = at(centre);
      const key = `${centre.lng},${centre.lat}`;
      const there = shown.centre !== '' && map.getCenter().distanceTo(target) < METRES_UNIMPORTANT;
      if (key !== shown.centre || zoom !== shown.zoom) {
        ownMove = true;
        const level = zoom === shown.zoom && shown.centre !== '' ? map.getZoom() : zoom;
        if (!there || level !== map.getZoom()) map.setView(target, level, { animate: false });
        ownMove = false;
      }
      const content = JSON.stringify([polygons, markers, lines]);
      if (content !== shown.content) {
        drawn.clearLayers();
        polygons.forEach(drawPolygon);
        for (const { points } of lines)
          L.polyline(points.map(at), { className: 'lx-map__line', interactive: false }).addTo(drawn);
        markers.forEach(drawMarker);
      }
      const first = shown.centre === '';
      shown = { centre: key, zoom, content };
      if (first) tellCamera();
    },
    remove() {
      watcher.disconnect();
      map.remove();
    },
  };
}
