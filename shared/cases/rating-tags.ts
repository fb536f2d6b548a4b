/**
 * What residents tick beside the stars, by category group (DOMAIN.md "Rating"). A tag is kept as its words, so words
 * that were in use stay in these lists. Groups of another catalogue have the common ones.
 */
export interface RatingTags {
  good: string[];
  bad: string[];
}

/** Fit every case; first in every list. */
export const COMMON_TAGS: RatingTags = {
  good: ['答复快', '态度好', '解决彻底', '主动沟通'],
  bad: ['等太久', '态度不好', '没解决', '只回话没办事', '又反复了'],
};

const OF_GROUP: Readonly<Record<string, RatingTags>> = {
  SR: { good: ['清得干净', '当天就清'], bad: ['没清干净', '清完又堆上'] },
  HJ: { good: ['安静了', '味道没了'], bad: ['还是很吵', '还有味道', '检查时才停'] },
  DL: { good: ['路面平整', '标线清楚'], bad: ['修得不平', '围挡没撤'] },
  GY: { good: ['修得结实', '恢复得快'], bad: ['修了又坏', '只修了一部分'] },
  YL: { good: ['修剪到位', '补种及时'], bad: ['枝叶没清走', '没补种'] },
  SG: { good: ['夜里不施工了', '扬尘管住了'], bad: ['夜里还在施工', '灰尘还是大'] },
  JX: { good: ['道路让出来了', '管得住'], bad: ['人一走又摆', '罚完照旧'] },
  AQ: { good: ['隐患清掉了', '讲了怎么防'], bad: ['隐患还在', '只贴了通知'] },
  WY: { good: ['物业配合了', '修好能用'], bad: ['物业没动', '互相推'] },
  JF: { good: ['讲道理', '两边都听了'], bad: ['没见面谈', '偏向一边'] },
  RK: { good: ['少跑一趟', '讲得明白'], bad: ['多跑几趟', '材料没说清'] },
  MS: { good: ['上门办了', '帮到了实处'], bad: ['政策没讲清', '还没办下来'] },
  TF: { good: ['来得快', '处置稳当'], bad: ['来得慢', '没人告诉情况'] },
  ZX: { good: ['说得明白', '给了依据'], bad: ['答非所问', '没有依据'] },
};

/** The tags of a category group. */
export function ratingTags(group: string): RatingTags {
  const own = OF_GROUP[group];
  return {
    good: [...COMMON_TAGS.good, ...(own?.good ?? [])],
    bad: [...COMMON_TAGS.bad, ...(own?.bad ?? [])],
  };
}

/** The first of these that the group does not know. */
export function unknownTag(group: string, tags: readonly string[]): string | undefined {
  const known = ratingTags(group);
  return tags.find((tag) => !known.good.includes(tag) && !known.bad.includes(tag));
}
