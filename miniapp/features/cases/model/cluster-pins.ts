import { type MapCluster, type MapPoint } from '@shared/cases/feed-contract';
import { type MapMarker } from '@miniapp/platform/map';
import { toneOf } from '@miniapp/widgets/case-facts';

type Feature = MapPoint | MapCluster;

/** On a web map the world is this wide at zoom 0. */
const WORLD_PX = 256;
/** Pins nearer to each other than about this cannot be told apart by a finger. */
const APART_PX = 52;
/** From here on a building fills the screen: what still lies on one spot is shown side by side as far as it goes. */
const NEAREST_ZOOM = 19;

function pixelsOf([lng, lat]: [number, number], zoom: number): { x: number; y: number } {
  const size = WORLD_PX * 2 ** zoom;
  const sin = Math.sin((lat * Math.PI) / 180);
  return {
    x: ((lng + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size,
  };
}

const countOf = ({ properties }: Feature) => (properties.cluster ? properties.count : 1);

/** Pins of a map at a zoom: those too near to each other become one with a number. The numbers add up. */
export function clusterPins(features: readonly Feature[], zoom: number): MapMarker[] {
  const apart = zoom >= NEAREST_ZOOM ? 1 : APART_PX;
  const groups = new Map<string, Feature[]>();
  for (const feature of features) {
    const { x, y } = pixelsOf(feature.geometry.coordinates, Math.round(zoom));
    const key = `${Math.floor(x / apart)}:${Math.floor(y / apart)}`;
    const group = groups.get(key);
    if (group) group.push(feature);
    else groups.set(key, [feature]);
  }
  return [...groups].map(([key, group]) => pinOf(key, group));
}

function pinOf(key: string, group: Feature[]): MapMarker {
  const [first] = group;
  if (group.length === 1 && first && !first.properties.cluster)
    return singlePin(first.geometry, first.properties);
  const count = group.reduce((sum, feature) => sum + countOf(feature), 0);
  const mean = (at: 0 | 1) =>
    group.reduce((sum, feature) => sum + feature.geometry.coordinates[at] * countOf(feature), 0) / count;
  return {
    id: `cluster:${key}`,
    lng: mean(0),
    lat: mean(1),
    kind: 'cluster',
    count,
    label: `这一带有 ${count} 件，点开放大`,
  };
}

function singlePin({ coordinates }: MapPoint['geometry'], facts: MapPoint['properties']): MapMarker {
  const [lng, lat] = coordinates;
  return {
    id: facts.id,
    lng,
    lat,
    kind: toneOf({ status: facts.status, flags: { overdue: facts.overdue } }),
    label: `${facts.overdue ? '已超时，' : ''}${facts.statusName}：${facts.categoryName}`,
  };
}
