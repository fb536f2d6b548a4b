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

interface Group {
  /** Where its pin stands. */
  x: number;
  y: number;
  features: [Feature, ...Feature[]];
}

/**
 * Pins of a map at a zoom: what lies too near to a pin is counted there, the largest first, so that no number covers
 * another. The numbers add up.
 */
export function clusterPins(features: readonly Feature[], zoom: number): MapMarker[] {
  const apart = zoom >= NEAREST_ZOOM ? 1 : APART_PX;
  const groups: Group[] = [];
  for (const feature of [...features].sort((a, b) => countOf(b) - countOf(a))) {
    const { x, y } = pixelsOf(feature.geometry.coordinates, Math.round(zoom));
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < apart);
    if (near) near.features.push(feature);
    else groups.push({ x, y, features: [feature] });
  }
  return groups.map(({ features: [first, ...others] }) =>
    others.length === 0 && !first.properties.cluster
      ? singlePin(first.geometry, first.properties)
      : clusterPin(first.geometry.coordinates, [first, ...others]),
  );
}

function clusterPin([lng, lat]: [number, number], features: Feature[]): MapMarker {
  const count = features.reduce((sum, feature) => sum + countOf(feature), 0);
  return {
    id: `cluster:${lng},${lat}`,
    lng,
    lat,
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
