import type { Sample } from './samples';
import { LAMP, type World } from './world';

const ID = '0'.repeat(24);

/** Samples of what staff keep for their own work. */
export function workbenchSamples(
  { home, people: { worker, reporter, admin } }: World,
  caseId: string,
): Record<string, Sample[]> {
  const { token } = worker;
  return {
    printCase: [{ path: `/cases/${caseId}/print.pdf`, token }],
    cardOfCase: [{ path: `/cases/${caseId}/card.jpg` }],
    listTemplates: [
      { path: '/workbench/templates', query: `action=reply&variant=solved&categoryCode=${LAMP}`, token },
    ],
    createTemplate: [
      {
        path: '/workbench/templates',
        token,
        body: { action: 'reply', variant: 'solved', categoryCode: LAMP, text: '修好了' },
      },
      { path: '/workbench/templates', token, body: { action: 'verify', groupCode: 'GY', text: '看过了' } },
    ],
    changeTemplate: [{ path: `/workbench/templates/${ID}`, token, body: { text: '修好了' } }],
    deleteTemplate: [{ path: `/workbench/templates/${ID}`, token }],
    createLeave: [
      {
        path: `/posts/post-${worker.id}/leave`,
        token,
        body: {
          from: '2026-12-24T01:00:00Z',
          until: '2026-12-26T01:00:00Z',
          deputyPostId: 'nobody',
          reason: '休假',
        },
      },
    ],
    listLeaves: [{ path: `/posts/post-${worker.id}/leave`, query: `limit=5&cursor=${ID}`, token }],
    cancelLeave: [{ path: `/posts/post-${worker.id}/leave/${ID}`, token }],
    getHandover: [{ path: '/workbench/handover', query: `personId=${worker.id}`, token }],
    transferCases: [
      {
        path: '/workbench/transfer',
        token,
        body: {
          fromUserId: worker.id,
          to: { auto: true },
          text: '交接',
          until: '2026-12-24T01:00:00Z',
          dryRun: true,
        },
      },
    ],
    listTransfers: [{ path: '/transfers', query: 'limit=5&cursor=AAAA', token }],
    getTransfer: [{ path: `/transfers/${ID}`, token }],
    listTransferItems: [{ path: `/transfers/${ID}/items`, query: 'limit=5&cursor=AAAA', token }],
    disclosePost: [
      {
        path: `/areas/${home.grids[0]}/contacts/post-${worker.id}/disclose`,
        token: reporter.token,
        body: { purpose: '楼道灯的事' },
      },
    ],
    discloseOnCase: [{ path: `/cases/${caseId}/disclose-phone`, token, body: { purpose: '约时间上门' } }],
    listMyContactRecords: [{ path: '/me/contact-records', query: `side=by&limit=5&cursor=${ID}`, token }],
    listAreaContactRecords: [
      {
        path: '/admin/contact-records',
        query: `area=${home.city}&limit=5&cursor=${ID}`,
        token: admin.token,
      },
    ],
    sendMessage: [
      {
        path: `/areas/${home.grids[0]}/messages`,
        token: reporter.token,
        body: { kind: 'callBack', text: '下午方便' },
      },
    ],
    setTemplateFavourite: [{ path: `/workbench/templates/${ID}/favourite`, token, body: { on: true } }],
    listSavedFilters: [{ path: '/me/workbench/filters', query: 'counts=0', token }],
    saveFilter: [
      {
        path: '/me/workbench/filters',
        token,
        body: { name: '紧急的', queue: 'team', filter: { urgent: '1', q: '路灯' } },
      },
    ],
    changeSavedFilter: [
      {
        path: `/me/workbench/filters/${ID}`,
        token,
        body: { name: '改名', queue: 'todo', filter: { status: 'submitted' }, position: 0 },
      },
    ],
    removeSavedFilter: [{ path: `/me/workbench/filters/${ID}`, token }],
  };
}
