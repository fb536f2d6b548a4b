import * as z from 'zod';

/** What a volunteer can do, as shifts and call-ups ask for it. */
export const SKILL_NAMES = {
  first_aid: '急救',
  elder_care: '陪护老人',
  child_care: '照看儿童',
  tutoring: '辅导功课',
  repair: '水电维修',
  haircut: '理发',
  driving: '开车',
  law: '法律咨询',
  counselling: '心理疏导',
  sign_language: '手语',
  translation: '翻译',
  rescue: '抢险救灾',
  traffic: '交通疏导',
  cleaning: '环境清洁',
  publicity: '宣传讲解',
} as const;
export type Skill = keyof typeof SKILL_NAMES;
export const SKILLS = Object.keys(SKILL_NAMES) as [Skill, ...Skill[]];
export const skillSchema = z.enum(SKILLS, '没有这种特长');

/** When somebody has time, in halves of the week and parts of the day. */
export const FREE_TIME_NAMES = {
  weekday_morning: '工作日上午',
  weekday_afternoon: '工作日下午',
  weekday_evening: '工作日晚上',
  weekend_morning: '周末上午',
  weekend_afternoon: '周末下午',
  weekend_evening: '周末晚上',
} as const;
export type FreeTime = keyof typeof FREE_TIME_NAMES;
export const FREE_TIMES = Object.keys(FREE_TIME_NAMES) as [FreeTime, ...FreeTime[]];

/** A list in which nothing stands twice. */
export const setOf = <T extends z.ZodType>(item: T, most: number, what: string) =>
  z
    .array(item)
    .max(most, `${what}最多选 ${most} 项`)
    .refine((all) => new Set(all).size === all.length, `${what}有重复`);

export const skillsSchema = setOf(skillSchema, SKILLS.length, '特长');
