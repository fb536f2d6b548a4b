import { STREETS } from '../city/area-table';
import { pick } from '../city/pick';
import type { Setting } from './scripts';

const SPOTS: Record<Setting, string[]> = {
  urban: ['小区东门', '3号楼楼下', '西门岗亭旁边', '5号楼和6号楼中间', '小广场', '垃圾房旁边', '车棚门口', '北门外面', '8号楼后面', '活动室门口'],
  rural: ['村口', '桥头', '晒谷场旁边', '村委会后面', '小卖部门口', '祠堂前面', '河埠头', '健身广场', '机耕路边上', '公交站旁边'],
  dedicated: ['正门口', '2号门', '后门卸货区', '停车场入口', '东侧围墙边', '门卫室旁边', '北门公交站', '配电房旁边'],
}; // prettier-ignore
const HOMES: Record<Setting, string[]> = {
  urban: [
    '2号楼1单元',
    '5号楼3单元',
    '7号楼2单元',
    '9号楼1单元',
    '11号楼4单元',
    '楼上602',
    '对门',
    '隔壁单元',
  ],
  rural: ['村东头那家', '桥边第二户', '老粮站旁边那户', '后排第三家', '隔壁'],
  dedicated: ['12号商铺', '东区6号摊位', 'B座一楼', '三号车间', '教学楼一楼'],
};
const DAYS = ['两', '三', '四', '好几', '十来', '五六'];
const HOURS = ['早上七点', '中午', '傍晚六点', '晚上十点'];

/** A road of the community that a grid's code lies in. @param share in [0, 1) */
export function roadOf(gridCode: string, share: number): string {
  const community = STREETS[Number(gridCode.slice(6, 9)) - 1]?.communities[Number(gridCode.slice(9, 12)) - 1];
  return community ? pick(community.roads, share) : '建设路';
}

/** Puts places and times into a template. @param draw numbers in [0, 1) */
export function fillSlots(template: string, gridCode: string, setting: Setting, draw: () => number): string {
  const values: Record<string, () => string> = {
    road: () => roadOf(gridCode, draw()),
    spot: () => pick(SPOTS[setting], draw()),
    home: () => pick(HOMES[setting], draw()),
    days: () => pick(DAYS, draw()),
    hour: () => pick(HOURS, draw()),
    n: () => String(1 + Math.floor(draw() * 160)),
  };
  return template.replaceAll(/\{(\w+)\}/g, (slot, name: string) => values[name]?.() ?? slot);
}

/** The address a resident types beside the pin. */
export function addressText(gridCode: string, setting: Setting, draw: () => number): string {
  const spot = pick(SPOTS[setting], draw());
  if (draw() < 0.5) return spot;
  const road = roadOf(gridCode, draw());
  return draw() < 0.5 ? `${road}${1 + Math.floor(draw() * 160)}号附近` : `${road}，${spot}`;
}
