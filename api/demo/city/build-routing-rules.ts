import { routingRuleSchema, type RoutingRule } from '@shared/routing-rules/schemas';
import type { RuleSetDoc } from '@api/features/routing-rules';
import { CITY_CODE } from './build-areas';

const RULES: RoutingRule[] = [
  {
    id: 'night-noise',
    name: '夜间公共噪声直接交派出所',
    enabled: true,
    when: { categories: ['HJ-0202'], hours: [{ from: '22:00', to: '06:00' }] },
    then: { department: 'police' },
    told: '夜里的噪声直接交给派出所值班民警，不用等到上班时间',
  },
  {
    id: 'flooded-street',
    name: '应急状态下积水由街道统一调度',
    enabled: true,
    when: { words: ['积水', '内涝', '倒灌'], modes: ['emergency'] },
    then: { level: 'street', urgent: true },
    told: '应急期间积水由街道指挥中心统一安排抢排',
  },
];

/** The city's routing rules: one that decides every night, one that waits for the day of a storm. */
export function buildRoutingRules(nowMs: number): RuleSetDoc[] {
  return [
    {
      _id: CITY_CODE,
      version: 1,
      rules: RULES.map((rule) => routingRuleSchema.parse(rule)),
      note: '演示城市的分派规则',
      changes: RULES.map(({ name }) => `新增「${name}」`),
      savedBy: { userId: 'demo', name: '演示', title: '系统管理员' },
      savedAt: new Date(nowMs),
    },
  ];
}
