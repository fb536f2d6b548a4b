import type { CaseStatus } from '@shared/cases/statuses';
import { HOME_GRID_CODE } from '../city/build-areas';
import { OTHER_GRID_CODE, type PersonaId } from '../city/personas';
import type { CaseSpec } from './case-spec';
import { gridScripts, higherScripts } from './scripts';
import type { World } from './world';

interface Told extends Partial<
  Pick<CaseSpec, 'photo' | 'mood' | 'sendBack' | 'anonymous' | 'visibility' | 'department' | 'declined'>
> {
  code: string;
  text: string;
  hoursAgo: number;
  stopAt: CaseStatus;
  by?: PersonaId;
  gridCode?: string;
}

const day = 24;

/**
 * What the personas find on their first visit: the resident's own cases in every state, one waiting for a rating, and a
 * full workbench of the grid's worker. Told in words of their own, so that a tour can point at them.
 */
const TOLD: Told[] = [
  { by: 'resident', code: 'GY-0102', hoursAgo: 41 * day, stopAt: 'closed', mood: 'good', photo: true, text: '3号楼到北门那段路灯灭了两盏，晚上遛弯看不清台阶，我妈上周差点绊倒' },
  { by: 'resident', code: 'SR-0201', hoursAgo: 23 * day, stopAt: 'closed', mood: 'bad', sendBack: true, photo: true, text: '2号楼垃圾房又堆满了，前天报过说清了，今天早上又溢出来，味道飘到二楼' },
  { by: 'resident', code: 'SR-0202', hoursAgo: 5 * day, stopAt: 'verified', photo: true, text: '5号楼后面有人扔了一张旧沙发和床垫，放了快一星期，下过雨都发霉了，能不能拉走' },
  { by: 'resident', code: 'WY-0103', hoursAgo: 30, stopAt: 'handling', photo: false, text: '5号楼2单元三楼到五楼的灯不亮，老人上下楼摸黑，麻烦换一下' },
  { by: 'resident', code: 'HJ-0201', hoursAgo: 15 * day, stopAt: 'withdrawn', photo: false, text: '楼上晚上拖椅子，声音很大' },
  { by: 'resident', code: 'DL-0201', hoursAgo: 0.7, stopAt: 'submitted', photo: true, text: '幸福路小学放学，桂花路口人行道上停了一排车，孩子只能走马路中间' },
  { code: 'AQ-0203', hoursAgo: 0.35, stopAt: 'submitted', photo: true, text: '6号楼二楼从窗户拉了插线板下来给电动车充电，下着雨呢，太吓人了' },
  { code: 'JX-0203', hoursAgo: 2.2, stopAt: 'submitted', photo: false, anonymous: true, text: '1号楼有人遛大狗不拴绳，刚才扑到一个小孩，别说是我报的' },
  { code: 'SR-0101', hoursAgo: 20, stopAt: 'accepted', photo: true, text: '小广场的垃圾桶盖子掉了，苍蝇围着转' },
  { code: 'YL-0201', hoursAgo: 44, stopAt: 'handling', photo: true, text: '4号楼东头的树枝伸到三楼窗户里了，蚂蚁顺着爬进屋' },
  { code: 'AQ-0202', hoursAgo: 12 * day, stopAt: 'handling', photo: true, text: '3号楼1单元楼道从一楼堆到四楼，纸箱、旧鞋柜、腌菜缸，搬个冰箱都上不去' },
  { code: 'SR-0204', hoursAgo: 28, stopAt: 'replied', photo: true, text: '紫薇花坛边上拉满了绳子晒被子，走路要低头钻过去' },
  { code: 'MS-0314', hoursAgo: 5, stopAt: 'accepted', photo: false, visibility: 'private', text: '我爸八十六了，手机不会弄，养老金认证快到期了，能不能上门帮他做一下' },
  { by: 'resident2', gridCode: OTHER_GRID_CODE, code: 'DL-0202', hoursAgo: 8 * day, stopAt: 'closed', mood: 'fair', photo: true, text: '书院巷口共享单车倒了一片，推着轮椅过不去' },
  { by: 'resident2', gridCode: OTHER_GRID_CODE, code: 'JF-0301', hoursAgo: 50, stopAt: 'handling', photo: false, visibility: 'private', text: '邻居把空调外机对着我家窗户吹，说了几次都不听，想请人来调解，先别公开' },
  { by: 'resident2', gridCode: OTHER_GRID_CODE, code: 'JX-0202', hoursAgo: 3, stopAt: 'submitted', photo: true, text: '书院巷老墙上又贴满了小广告，撕都撕不下来' },
  { code: 'DL-0101', hoursAgo: 26, stopAt: 'dispatched', photo: true, department: 'urban-management', text: '桂花路12号门口的路面塌了一块，晚上骑车差点摔进去' },
  { code: 'HJ-0203', hoursAgo: 9, stopAt: 'dispatched', photo: false, department: 'urban-management', text: '楼下烧烤店的排烟管对着居民楼，一到晚上窗户都不敢开' },
  { code: 'DL-0203', hoursAgo: 50, stopAt: 'handling', photo: true, department: 'urban-management', text: '7号楼后面停着一辆没牌的面包车，轮胎瘪了大半年，占着两个车位' },
  { code: 'SR-0205', hoursAgo: 4, stopAt: 'accepted', photo: false, text: '2号楼顶楼在搭阳光房，吊车把钢架都吊上去了，楼下担心压坏屋面' },
  { by: 'resident', code: 'JF-0301', hoursAgo: 33, stopAt: 'declined', photo: false, text: '对门邻居借了我五千块钱，说好上个月还，现在敲门都不开', declined: { reason: 'other_channel', text: '借款是民间借贷，网格不能代为追讨。您可以先到社区人民调解室申请调解，不收费；调解不成可以向法院起诉，请留好转账记录。', responsibleBody: '幸福里社区人民调解委员会、区人民法院' } },
]; // prettier-ignore

/** @param firstSeed numbers from here on are free */
export function homeSpecs(world: World, nowMs: number, firstSeed: number): CaseSpec[] {
  return TOLD.map(({ by, code, hoursAgo, gridCode = HOME_GRID_CODE, ...told }, i) => {
    const script = [...gridScripts, ...higherScripts].find((candidate) => candidate.code === code);
    const neighbours = world.residentsOf(gridCode);
    const reporter = by ? world.persona(by) : neighbours[i % neighbours.length];
    if (!script || !reporter) throw new Error(`nothing to tell of ${code} in ${gridCode}`);
    const atMs = nowMs - Math.round(hoursAgo * 3600_000);
    return { seed: firstSeed + i, gridCode, setting: 'urban' as const, script, reporter, atMs, ...told };
  });
}
