import { createRandom } from '../geometry';
import { pick } from './pick';

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石贾韦夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛顾龚邵万覃武钱戴严莫孔向常',
];
const WOMEN = ['秀兰', '桂芳', '玉梅', '丽华', '晓燕', '春梅', '雪莲', '静怡', '海燕', '淑珍', '彩霞', '慧敏', '雅琴', '文静', '小娟', '红霞', '美玲', '雨桐', '佳慧', '月华', '凤英', '翠萍', '爱琴', '思琪', '梦洁', '晓琳', '莉萍', '巧云', '秋菊', '燕红']; // prettier-ignore
const MEN = ['建国', '志强', '国庆', '永福', '立新', '海波', '德顺', '振华', '春生', '文斌', '小军', '长林', '宏伟', '家明', '永康', '卫东', '新民', '根宝', '志远', '俊峰', '建平', '光明', '福根', '学文', '大勇', '金水', '玉林', '浩然', '晨阳', '立伟']; // prettier-ignore

/** Combinations that are somebody everybody knows. */
const TAKEN = new Set([
  '张志强',
  '王志强',
  '陈志远',
  '张国庆',
  '李卫东',
  '毛新民',
  '陈光明',
  '徐志远',
  '刘德顺',
]);

/** Of the 5,000 or so that can be made; beyond, names repeat as they do in a large city. */
const MOST_UNIQUE = 3000;

export interface PersonName {
  full: string;
  surname: string;
  woman: boolean;
}

/** An endless supply of believable names, each once until they run out. @param seed same seed, same names */
export function createNames(seed: number): () => PersonName {
  const random = createRandom(seed);
  const used = new Set<string>(TAKEN);
  return () => {
    for (let tries = 0; ; tries += 1) {
      const woman = random() < 0.52;
      const surname = pick(SURNAMES, random() ** 1.4);
      const full = surname + pick(woman ? WOMEN : MEN, random());
      if (used.has(full) && used.size < MOST_UNIQUE && tries < 200) continue;
      used.add(full);
      return { full, surname, woman };
    }
  };
}

const WECHAT_NAMES = ['向阳花开', '平安是福', '小桥流水', '云淡风轻', '知足常乐', '爱吃橘子的猫', '早睡早起', '半亩方塘', '一路顺风', '夏天的风', '豆豆妈妈', '果果爸', '山高水长', '静待花开', '老骥伏枥', '晴天娃娃', '岁月静好', '随遇而安', '大海', '芒果布丁']; // prettier-ignore

/** What a resident calls himself: 李女士, 陈师傅, 小周, or a name as in WeChat. @param draw numbers in [0, 1) */
export function residentNickname({ surname, woman }: PersonName, draw: () => number): string {
  const kind = draw();
  if (kind < 0.4) return `${surname}${woman ? '女士' : '先生'}`;
  if (kind < 0.6) return `${surname}${woman ? '阿姨' : '师傅'}`;
  if (kind < 0.75) return `小${surname}`;
  if (kind < 0.83) return `老${surname}`;
  return pick(WECHAT_NAMES, draw());
}
