import type { OpinionMap } from './compute-map';
import type { Dividing, Shared, Side, Typical } from './judge-statements';

const NAMES = ['甲组', '乙组', '丙组', '丁组', '戊组'];
/** Below it groups run into each other (Kaufman & Rousseeuw). */
export const CLEARLY_APART = 0.25;

export const groupName = (group: number): string => NAMES[group] ?? `第 ${group + 1} 组`;
export const percent = (share: number): string => `${Math.round(share * 100)}%`;
const sideName = (side: Side) => (side === 'agree' ? '同意' : '不同意');
/** Never "100 %": no sample is that sure. */
const sure = (confidence: number) => `把握 ${Math.min(99, Math.floor(confidence * 100))}%`;

export function explainMap({ people, placed, groups, apart, statements }: OpinionMap): string {
  const head = `${people} 人对 ${statements.length} 条看法表了态`;
  const rest = placed < people ? `，其中 ${people - placed} 人回答得还少，暂不排进图里` : '';
  if (groups.length < 2) return `${head}，大家的看法差不多，分不出不同的组${rest}。`;
  return apart < CLEARLY_APART
    ? `${head}，大致有 ${groups.length} 种倾向，但差别不大${rest}。`
    : `${head}，看法明显分成 ${groups.length} 组${rest}。`;
}

export function explainTypical({ side, inside, outside, confidence }: Typical): string {
  return `这组 ${percent(inside)} ${sideName(side)}，其他人 ${percent(outside)}（${sure(confidence)}）。`;
}

export function explainGroup(
  group: number,
  people: number,
  placed: number,
  typical: readonly Typical[],
): string {
  const head = `${groupName(group)} ${people} 人，占 ${percent(people / Math.max(1, placed))}`;
  return typical.length > 0
    ? `${head}，有 ${typical.length} 条看法和其他人明显不同。`
    : `${head}，没有哪条看法和其他人明显不同。`;
}

/** @param groups how many there are */
export function explainShared({ side, least, leastGroup, confidence }: Shared, groups: number): string {
  return groups < 2
    ? `${percent(least)} 的人${sideName(side)}（${sure(confidence)}）。`
    : `各组多数都${sideName(side)}：最低的${groupName(leastGroup)}也有 ${percent(least)}（${sure(confidence)}）。`;
}

export function explainDividing({ most, mostGroup, least, leastGroup, confidence }: Dividing): string {
  return `${groupName(mostGroup)} ${percent(most)} 同意，${groupName(leastGroup)}只有 ${percent(least)}（${sure(confidence)}）。`;
}
