import type { Sample } from './samples';
import type { World } from './world';

const words = {
  category: 'utility',
  title: '停水通知',
  text: '# 时间\n- 明天 8 点到 12 点',
  important: true,
  pinned: false,
  publishAt: '2026-11-30T00:00:00Z',
  validUntil: '2026-12-20T00:00:00Z',
};

/** Samples of notices; those that change one are of one that is not there, so that nothing they say is ever right. */
export function noticeSamples({ home, people }: World): Record<string, Sample[]> {
  const { token } = people.dispatcher;
  const one = `/notices/${'f'.repeat(24)}`;
  const cursor = Buffer.from('f'.repeat(24)).toString('base64url');
  const place = Buffer.from(`1|1|${'f'.repeat(24)}`).toString('base64url');
  return {
    listNotices: [
      { path: '/notices', query: `area=${home.grids[0]}&category=utility&limit=5&cursor=${place}` },
    ],
    getNotice: [{ path: one }],
    acknowledgeNotice: [{ path: `${one}/receipt`, token: people.reporter.token }],
    listManagedNotices: [{ path: '/workbench/notices', query: `limit=5&cursor=${cursor}`, token }],
    getManagedNotice: [{ path: `/workbench${one}`, token }],
    createNotice: [{ path: '/notices', token, body: { ...words, areaCode: home.community } }],
    changeNotice: [{ path: one, token, body: { ...words, askAgain: true, version: 1 } }],
    withdrawNotice: [{ path: `${one}/withdraw`, token, body: { reason: '写错了日期', version: 1 } }],
  };
}
