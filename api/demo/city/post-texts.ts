import type { PostDoc } from '@api/features/areas';
import type { PostFunction } from '@shared/areas/levels';

/** What each function does, in words a resident understands; dedicated grids have their own. */
const DUTIES: Record<PostFunction, string[]> = {
  liaison: [
    '街道干部下沉到网格，帮着协调部门和资源，网格里解决不了的事找我往上跑。',
    '联系街道和各部门，每周到网格走一趟，听大家说说难处。',
  ],
  grid_leader: [
    '社区干部兼任，负责网格里的大小事务，带着大家议事、核实办理结果。',
    '本网格的负责人，邻里矛盾、公共事务都可以找我商量。',
  ],
  grid_worker: [
    '每天在网格里巡查走访，受理大家报的事，能办的当场办，办不了的马上往上报。',
    '专职在这个网格上班，报事、代办、政策咨询、帮独居老人跑腿都找我。',
  ],
  parttime_worker: [
    '楼栋长兼任，平时留意楼里楼外的安全隐患，帮忙收集大家的意见。',
    '在本单位上班，兼顾网格里的巡查和信息收集，下班后和周末也接电话。',
    '物业主管兼任，楼道、电梯、绿化、门禁方面的事找我最快。',
  ],
  volunteer: [
    '参加周末清洁、文明劝导和探访独居老人。',
    '退休在家，帮忙接送孩子过马路、调解邻里小事。',
    '晚上和周末有空，会修小家电，可以上门帮老人看看。',
  ],
  party_member: [
    '联系附近 10 户，逢年过节和刮风下雨都会上门看看。',
    '党员楼栋长，联系本楼住户，有事敲门就行。',
    '在职党员双报到，联系 12 户，擅长法律和政策解答。',
  ],
};

const OFFICE_HOURS: Record<PostFunction, string[]> = {
  liaison: ['每周三下午在网格', '每周二、周五上午在网格'],
  grid_leader: ['工作日 8:30–12:00、13:30–17:30', '工作日 8:30–17:30，周六上午值班'],
  grid_worker: ['工作日 8:30–12:00、13:30–17:30，急事随时打电话'],
  parttime_worker: ['工作日 18:00–21:00，周末全天', '每天 9:00–20:00 电话畅通'],
  volunteer: ['周末和节假日', '周二、周四、周六下午'],
  party_member: ['随时可以敲门，晚上 10 点前', '每天晚饭后'],
};

export const dutiesOf = (fn: PostFunction): readonly string[] => DUTIES[fn];
export const officeHoursOf = (fn: PostFunction): readonly string[] => OFFICE_HOURS[fn];

/** Beside 普通话; most speak the local dialect, a few a language or sign language their neighbours need. */
export function languagesFor(draw: number): string[] {
  if (draw < 0.06) return ['普通话', '维吾尔语'];
  if (draw < 0.09) return ['普通话', '手语'];
  if (draw < 0.12) return ['普通话', '壮语'];
  if (draw < 0.16) return ['普通话', '本地话', '英语'];
  return draw < 0.72 ? ['普通话', '本地话'] : ['普通话'];
}

const WEEKDAYS = [1, 2, 3, 4, 5];
const shiftsOn = (days: readonly number[], ...hours: [from: string, to: string][]) =>
  days.flatMap((weekday) => hours.map(([from, to]) => ({ weekday, from, to })));

/** The roster of functions that have one: full-time workers on working days, part-time ones at the weekend. */
export function dutyOf(fn: PostFunction): Pick<PostDoc, 'duty'> {
  if (fn === 'grid_worker')
    return {
      duty: {
        version: 1,
        shifts: [
          ...shiftsOn(WEEKDAYS, ['08:30', '12:00'], ['13:30', '17:30']),
          ...shiftsOn([6, 7], ['09:00', '11:30']),
        ],
      },
    };
  if (fn === 'parttime_worker') return { duty: { version: 1, shifts: shiftsOn([6, 7], ['09:00', '11:30']) } };
  return {};
}
