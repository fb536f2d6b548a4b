/**
 * Names of the demo city's areas, in the order of the geometry's codes. All of them are invented; the codes begin with
 * 99, which GB/T 2260 gives to no province.
 */
export interface GridEntry {
  name: string;
  /** Dedicated grids (专属网格) are markets, parks, schools, hospitals and the like. */
  dedicated: boolean;
}

export interface CommunityEntry {
  name: string;
  rural: boolean;
  /** Where its center has its desk. */
  address: string;
  /** A street or lane that addresses in it use. */
  roads: string[];
  grids: GridEntry[];
}

export interface StreetEntry {
  name: string;
  address: string;
  communities: CommunityEntry[];
}

const community = (
  name: string,
  address: string,
  roads: string[],
  basic: string[],
  dedicated: string[],
): CommunityEntry => ({
  name,
  rural: name.endsWith('村'),
  address,
  roads,
  grids: [
    ...basic.map((grid) => ({ name: `${grid}网格`, dedicated: false })),
    ...dedicated.map((grid) => ({ name: `${grid}网格`, dedicated: true })),
  ],
});

export const CITY_NAME = '云澜市';
export const DISTRICT_NAME = '望澄区';
export const CITY_ADDRESS = '云澜市望澄区澄心路 1 号市民中心三楼';
export const DISTRICT_ADDRESS = '望澄区澄心路 66 号政务服务中心二楼';

/** Eighteen basic or dedicated grids per street, six per community. */
export const STREETS: StreetEntry[] = [
  {
    name: '河东街道',
    address: '河东街道河东大街 18 号',
    communities: [
      community(
        '柳溪社区',
        '柳溪路 36 号',
        ['柳溪路', '纺织路', '河滨路'],
        ['柳溪新村', '翠湖花园', '河滨里', '纺织新村', '东站小区'],
        ['河东农贸市场'],
      ),
      community(
        '桃园社区',
        '桃园路 52 号',
        ['桃园路', '向阳巷', '滨河南路'],
        ['桃园一村', '桃园二村', '向阳巷', '滨河家园', '锦绣园'],
        ['河东医院'],
      ),
      community(
        '幸福里社区',
        '幸福路 88 号',
        ['幸福路', '桂花路', '老街'],
        ['桂花苑', '紫藤苑', '老街口', '幸福里东区', '幸福里西区'],
        ['幸福路小学'],
      ),
      community(
        '竹桥社区',
        '竹桥路 7 号',
        ['竹桥路', '工人路', '望江巷'],
        ['竹桥花园', '工人新村', '望江巷', '新竹公寓', '安居苑'],
        ['竹桥产业园'],
      ),
    ],
  },
  {
    name: '文澜街道',
    address: '文澜街道文澜路 120 号',
    communities: [
      community(
        '梅湾社区',
        '梅湾路 15 号',
        ['梅湾路', '船厂路', '湖滨路'],
        ['梅湾一区', '梅湾二区', '船厂宿舍', '湖滨花园', '听涛苑'],
        ['梅湾批发市场'],
      ),
      community(
        '枫坊社区',
        '枫坊街 41 号',
        ['枫坊街', '学府路', '书院巷'],
        ['枫坊里', '书院巷', '学府花园', '丹枫苑', '和平新村'],
        ['云澜三中'],
      ),
      community(
        '桐亭社区',
        '桐亭路 9 号',
        ['桐亭路', '中山巷', '人民路'],
        ['桐亭小区', '中山巷', '锦桐公寓', '人民路老区', '桐花苑'],
        ['人民路商业街'],
      ),
      community(
        '棠岭社区',
        '棠岭路 63 号',
        ['棠岭路', '金桥路', '团结巷'],
        ['海棠苑', '金桥花园', '团结巷', '棠岭家园', '春晓园'],
        ['金桥写字楼'],
      ),
    ],
  },
  {
    name: '鹭汀镇',
    address: '鹭汀镇镇中路 2 号',
    communities: [
      community(
        '榆港村',
        '榆港村委会（村口向东 200 米）',
        ['榆港路', '港东路', '村中路'],
        ['榆港东组', '榆港西组', '南塘组', '北埂组', '新农居'],
        ['榆港水产园'],
      ),
      community(
        '兰巷村',
        '兰巷村党群服务中心',
        ['兰巷路', '河埠路', '村中路'],
        ['兰巷前组', '兰巷后组', '河埠组', '柿树湾', '上埂组'],
        ['鹭汀中心小学'],
      ),
      community(
        '菊园村',
        '菊园村委会（文化广场旁）',
        ['菊园路', '花田路', '村中路'],
        ['菊园一组', '菊园二组', '花田组', '石桥头', '下圩组'],
        ['花田农旅园'],
      ),
      community(
        '杏岸社区',
        '鹭汀镇杏岸街 20 号',
        ['杏岸街', '镇中路', '渡口路'],
        ['杏岸新村', '镇中小区', '渡口路', '卫生院宿舍', '杏花苑'],
        ['鹭汀集贸市场'],
      ),
    ],
  },
];
