import type { Sample } from './samples';
import { LAMP, type World } from './world';

const SAMPLE_RULE = {
  id: 'night',
  name: '夜间噪声',
  enabled: true,
  when: {
    categories: [LAMP],
    weekdays: [1],
    hours: [{ from: '22:00', to: '06:00' }],
    workingTime: 'off',
    dates: [{ from: '2026-11-01', to: '2026-12-01' }],
    words: ['噪声'],
    modes: ['major'],
  },
  then: {
    department: 'urban-management',
    level: 'street',
    respond: { hours: 1, clock: 'natural' },
    resolve: { hours: 8, clock: 'working' },
    urgent: true,
  },
  told: '由街道统一办理',
};

/** Samples of routing rules, modes and the preview. */
export function routingSamples({ home, people: { admin } }: World): Record<string, Sample[]> {
  const { token } = admin;
  return {
    previewRouting: [
      {
        path: '/cases/preview-routing',
        body: {
          text: '路灯坏了',
          categoryCode: LAMP,
          place: { lng: 110, lat: 30, coordType: 'wgs84' },
          onBehalf: false,
        },
      },
    ],
    getRoutingRules: [{ path: '/admin/routing-rules', query: `area=${home.city}`, token }],
    setRoutingRules: [
      {
        path: '/admin/routing-rules',
        query: `area=${home.city}`,
        token,
        body: { version: 0, rules: [SAMPLE_RULE], note: '说明' },
      },
    ],
    listRoutingRuleVersions: [
      {
        path: '/admin/routing-rules/versions',
        query: `area=${home.city}&limit=5&cursor=3`,
        token,
      },
    ],
    dryRunRoutingRules: [
      {
        path: '/admin/routing-rules/dry-run',
        token,
        body: { area: home.city, rules: [SAMPLE_RULE] },
      },
    ],
    getAreaMode: [{ path: `/admin/areas/${home.city}/mode`, token }],
    setAreaMode: [
      {
        path: `/admin/areas/${home.city}/mode`,
        token,
        body: { mode: 'major', until: '2026-12-24T01:00:00Z', reason: '防汛' },
      },
    ],
    listAreaModes: [{ path: '/admin/area-modes', token }],
  };
}
