import { type OpinionMapAnswer, type OpinionMapView } from '@shared/opinions/schemas';

/** Pixels of the drawing's own square. */
const SIZE = 320;
const MARGIN = 34;
/** Told apart by letter and place, too; contrast to white ≥ 4.5. */
export const GROUP_COLOURS = ['#1668a8', '#a34f00', '#1b6e3c', '#6b3fa0', '#b3261e'] as const;
const colourOf = (group: number) => GROUP_COLOURS[group % GROUP_COLOURS.length] ?? GROUP_COLOURS[0];

const along = (value: number) => MARGIN + ((value + 1) / 2) * (SIZE - 2 * MARGIN);
const xy = (x: number, y: number) => `${along(x).toFixed(1)},${along(-y).toFixed(1)}`;
const at = (x: number, y: number, prefix = 'c') =>
  `${prefix}x="${along(x).toFixed(1)}" ${prefix}y="${along(-y).toFixed(1)}"`;

function hullOf({ hull }: OpinionMapView['groups'][number], group: number): string {
  const path = hull.map(([x, y]) => xy(x, y)).join(' ');
  const colour = colourOf(group);
  return `<polygon points="${path}" fill="${colour}" stroke="${colour}" stroke-width="22" stroke-linejoin="round" opacity="0.16"/>`;
}

/** More people, a larger dot: its area says how many. */
const radiusOf = (people: number, most: number) => 2.5 + 6 * Math.sqrt(people / Math.max(8, most));

function labelOf({ name, x, y }: OpinionMapView['groups'][number], group: number): string {
  const [left, top] = [along(x), along(-y)];
  return (
    `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="14" fill="#ffffff" stroke="${colourOf(group)}" stroke-width="2.5"/>` +
    `<text x="${left.toFixed(1)}" y="${(top + 5.5).toFixed(1)}" text-anchor="middle" font-size="16" font-weight="700" font-family="sans-serif" fill="${colourOf(group)}">${name.slice(0, 1)}</text>`
  );
}

/**
 * The map as an SVG of its own colours (a picture, light in dark mode, too). Only figures and group names of ours are in
 * it, no words of anybody.
 */
export function drawMap({ groups, dots }: OpinionMapView, mine: OpinionMapAnswer['mine']): string {
  const most = Math.max(1, ...dots.map(({ people }) => people));
  const circles = dots.map(
    ({ x, y, people, group }) =>
      `<circle ${at(x, y)} r="${radiusOf(people, most).toFixed(1)}" fill="${colourOf(group)}" fill-opacity="0.75"/>`,
  );
  const own = mine
    ? `<circle ${at(mine.x, mine.y)} r="9" fill="#ffffff" stroke="#17212b" stroke-width="3"/><circle ${at(mine.x, mine.y)} r="3.5" fill="#17212b"/>`
    : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE * 2}" height="${SIZE * 2}">` +
    `<rect width="${SIZE}" height="${SIZE}" rx="12" fill="#f7f9fb"/>` +
    groups.map(hullOf).join('') +
    circles.join('') +
    groups.map(labelOf).join('') +
    own +
    '</svg>'
  );
}

export const asImage = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** What the picture shows, for who does not see it. */
export function describeMap({ groups, words }: OpinionMapView, mine: OpinionMapAnswer['mine']): string {
  const where = mine && groups[mine.group] ? `您在${groups[mine.group]?.name ?? ''}附近。` : '';
  return `${words}${groups.map(({ name, people }) => `${name} ${people} 人`).join('，')}。${where}`;
}
