import { ANYWHERE, HOMES, type Script, TOWN } from './script';

/** What goes to a center above the grid at once; the texts end at the report, since departments answer elsewhere. */
const above = (
  code: string,
  where: Script['where'],
  texts: string[],
  extra: Partial<Script> = {},
): Script => ({
  code,
  weight: 2,
  where,
  texts,
  progress: [],
  replies: [],
  ...extra,
});

export const higherScripts: readonly Script[] = [
  above('SR-0102', TOWN, ['{spot}的公厕没水冲，进不去人', '公厕门锁坏了，里面还没灯']),
  above('SR-0206', HOMES, ['小区里老鼠太多，垃圾房边上大白天跑', '一到晚上蚊子成团，能不能统一消杀一次']),
  above('HJ-0202', TOWN, ['广场舞音响从七点放到十点，孩子写作业都没法写', '{road}{n}号商铺的喇叭从早喊到晚']),
  above(
    'HJ-0206',
    ['rural', 'urban'],
    ['河里漂了一层绿的，还有死鱼', '有根管子往河里排黑水，白天不排晚上排'],
  ),
  above('DL-0203', TOWN, ['{spot}停了一辆僵尸车，轮胎都瘪了，占着位置大半年'], { scene: 'parking' }),
  above('GY-0103', ANYWHERE, ['{spot}污水井冒水，粪水流了一路', '下水道堵了，一楼家里往外返水，急！']),
  above('GY-0104', ANYWHERE, ['{spot}有根电线垂下来，快碰到头了', '配电箱门开着，里面线都露出来了'], {
    answers: { sparks: false },
  }),
  above('GY-0105', HOMES, [
    '{spot}的健身器材断了一个踏板，孩子差点夹到手',
    '小广场的长椅少了两块木板，坐不了人',
  ]),
  above('GY-0106', ['urban'], ['充电桩扫了钱不通电', '能不能在{spot}加几个充电口？现在晚上抢不到']),
  above(
    'GY-0201',
    HOMES,
    ['家里水压小得洗不了澡，{days}天了', '路边水管爆了，水流成河，白白浪费', '自来水发黄'],
    {
      scene: 'leak',
      answers: (text) => ({ problem: /黄/.test(text) ? 'quality' : /水压/.test(text) ? 'low' : 'leak' }),
    },
  ),
  above('JX-0101', TOWN, ['{road}{n}号店招的铁皮翘起来了，大风天哗哗响']),
  above('WY-0101', ['urban'], ['电梯三天坏两次，老人下不了楼', '电梯到四楼会抖一下，挺吓人'], {
    answers: { unit: '5号楼2单元', trapped: false },
  }),
  above('WY-0102', ['urban'], ['单元门禁坏了，谁都能进', '道闸杆抬不起来，早高峰堵了一串']),
  above('WY-0104', ['urban'], ['顶楼一下雨就漏，墙都黑了', '外墙渗水，卧室墙皮一碰就掉']),
  above('WY-0301', ['urban'], ['保洁{days}天没扫楼道了，物业电话没人接', '保安晚上睡觉，外卖随便进']),
  above('WY-0303', ['urban'], ['物业把公共车位租给外面的车，业主回来没地方停']),
  above('AQ-0101', TOWN, ['楼里灭火器过期两年了', '消火栓箱里水带没了']),
  above('MS-0307', HOMES, ['想问下灵活就业社保怎么转成居民的，要跑哪里']),
  above('MS-0303', HOMES, [
    '我们村老人多，能不能办个助餐点，中午有口热饭',
    '父母想申请居家养老服务，怎么评估？',
  ]),
  above('ZX-0302', ANYWHERE, [
    '建议在{spot}装个反光镜，拐弯看不见',
    '建议社区活动室周末也开放，孩子放假没地方去',
  ]),
  above('ZX-0304', ANYWHERE, [
    '表扬一下我们网格员，下大雨帮我妈把轮椅抬上楼',
    '上次报的路灯第二天就修好了，谢谢',
  ]),
  above('SR-0205', HOMES, ['顶楼有人在搭阳光房，材料都运上去了', '隔壁把院墙往外扩了一米，占了大家的路'], {
    scene: 'furniture',
    answers: { building: true },
  }),
  above('HJ-0203', TOWN, ['楼下饭店油烟直接往上排，晾的衣服全是味']),
  above(
    'DL-0101',
    ANYWHERE,
    [
      '{road}{n}号门前一个大坑，电动车掉进去摔了一跤',
      '村道被大车压烂了，一下雨全是泥坑',
      '路面塌了一块，放了个破桶挡着',
    ],
    {
      scene: 'pothole',
      weight: 6,
    },
  ),
  above('DL-0102', TOWN, ['{road}人行道地砖松了，踩一脚一身泥水', '盲道被电线杆截断了，盲人怎么走'], {
    scene: 'pothole',
  }),
  above('SG-0201', TOWN, ['工地夜里十二点还在浇混凝土，整栋楼睡不着'], { answers: { when: 'night' } }),
  above('SG-0203', TOWN, ['围挡倒了半边，钢筋露在外面，小孩从旁边过']),
  above(
    'WY-0305',
    ['urban'],
    ['我们楼想加装电梯，二楼不同意，社区能帮忙谈谈吗', '老小区改造什么时候轮到我们这边？'],
  ),
  above('JF-0305', TOWN, ['干了两个月活，老板一直拖着工资不给']),
  above('DL-0103', TOWN, ['{road}路口红绿灯不亮了，早高峰乱成一锅粥'], { answers: { problem: 'off' } }),
  above('DL-0104', ANYWHERE, ['学校门口斑马线磨没了，建议重画', '村口弯道缺个减速带，晚上车开得飞快']),
  above('JX-0205', TOWN, ['在{road}一家店买的熟食吃坏肚子，全家拉了一天'], {
    answers: { shop: '路口那家熟食店' },
  }),
];
