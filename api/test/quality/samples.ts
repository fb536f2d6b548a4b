import catalogue from '@api/demo/source/categories.json';
import { DEFAULT_SETTINGS } from '@shared/notifications/settings';
import { ballotSamples } from './samples-ballots';
import { areaSamples } from './samples-areas';
import { noticeSamples } from './samples-notices';
import { residenceSamples } from './samples-residence';
import { wechatSamples } from './samples-wechat';
import { topicSamples } from './samples-topics';
import { SERVICE_CASE, serviceSamples, WISH_CASE } from './samples-services';
import { routingSamples } from './samples-routing';
import { volunteerSamples } from './samples-volunteers';
import { workbenchSamples } from './samples-workbench';
import { LAMP, report, type World } from './world';

/** A request that is right in all but what a test spoils; never one that would sign somebody out. */
export interface Sample {
  path: string;
  query?: string;
  body?: Record<string, unknown>;
  token?: string;
  /** The body is taken as a file. */
  file?: boolean;
}

const { categories, departments } = catalogue;
const groups = catalogue.groups.slice(0, 1);
const inGroup = (entry: { group: string }) => entry.group === groups[0]?.code;

/** Every field a queue is narrowed by. */
const FILTERED =
  'group=GY&category=GY-0102&status=submitted&area=9901&level=grid&urgent=1&supervised=1&hold=1&whose=mine&days=7' +
  '&since=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z&q=%E8%B7%AF%E7%81%AF';

/** One sample for every operation; several where the body depends on the path. */
export function samplesOf(world: World, caseId: string): Record<string, Sample[]> {
  const { reporter, worker, leader, dispatcher, supervisor, admin } = world.people;
  const act = (action: string, token: string, body: Record<string, unknown>): Sample => ({
    path: `/cases/${caseId}/actions/${action}`,
    token,
    body: { text: '一句话', uploadIds: [], version: 1, ...body },
  });
  return {
    ...areaSamples(world),
    ...ballotSamples(world),
    ...noticeSamples(world),
    ...residenceSamples(world),
    ...wechatSamples(world),
    ...serviceSamples(world),
    ...topicSamples(world),
    ...routingSamples(world),
    ...workbenchSamples(world, caseId),
    ...volunteerSamples(world),
    signInWechat: [{ path: '/auth/wechat', body: { code: 'x' } }],
    sendPhoneCode: [{ path: '/auth/phone/code', body: { phone: '13800001111' } }],
    signInPhone: [{ path: '/auth/phone', body: { phone: '13800001111', code: '123456' } }],
    bindWechatPhone: [{ path: '/auth/wechat/phone', token: reporter.token, body: { code: 'x' } }],
    bindPhone: [{ path: '/me/phone', token: reporter.token, body: { phone: '13800001111', code: '123456' } }],
    listPersonas: [{ path: '/auth/demo/personas' }],
    signInDemo: [{ path: '/auth/demo', body: { persona: 'nobody' } }],
    refreshSession: [{ path: '/auth/refresh', body: { refreshToken: 'x'.repeat(40) } }],
    signOut: [{ path: '/auth/logout', token: reporter.token, body: { everywhere: false } }],
    getMe: [{ path: '/me', token: reporter.token }],
    updateMe: [
      {
        path: '/me',
        token: reporter.token,
        body: { nickname: '新名字', preferences: { elder: true, language: '普通话' }, version: 1 },
      },
    ],
    setHomeArea: [{ path: '/me/home-area', token: reporter.token, body: { gridCode: world.home.grids[1] } }],
    locateArea: [{ path: '/areas/locate', query: 'lng=110&lat=30&coordType=wgs84' }],
    getAreasRevision: [{ path: '/areas/revision' }],
    listAreas: [
      {
        path: '/areas',
        query: `parent=${world.home.city}&level=district&geometry=0&coordType=wgs84&limit=5&cursor=1111`,
      },
    ],
    getArea: [{ path: `/areas/${world.home.city}`, query: 'geometry=1&coordType=wgs84' }],
    getContacts: [{ path: `/areas/${world.home.city}/contacts` }],
    listCategories: [{ path: '/categories' }],
    suggestCategories: [
      { path: '/categories/suggest', body: { text: '路灯坏了', photos: ['0'.repeat(24)] } },
    ],
    importCategories: [
      {
        path: '/admin/categories/import',
        query: 'dryRun=0',
        token: admin.token,
        body: {
          version: 'hostile',
          note: '说明',
          groups,
          departments,
          categories: categories.filter(inGroup),
        },
      },
    ],
    createUpload: [{ path: '/uploads', token: reporter.token }],
    getFile: [{ path: `/files/${'0'.repeat(24)}`, query: 'size=thumb&exp=1&sig=x' }],
    submitCase: [
      {
        path: '/cases',
        query: 'coordType=wgs84',
        token: reporter.token,
        body: {
          ...report(world),
          kind: 'report',
          categoryCode: LAMP,
          addressText: '三号楼',
          uploadIds: [],
          visibility: 'public',
          anonymousToWorker: false,
          answers: { pole: '12' },
          clientCreatedAt: '2026-11-22T01:00:00Z',
        },
      },
      {
        path: '/cases',
        query: 'coordType=wgs84',
        token: reporter.token,
        body: { text: '办老年证', ...SERVICE_CASE },
      },
      {
        path: '/cases',
        query: 'coordType=wgs84',
        token: reporter.token,
        body: { text: '想要一本书', ...WISH_CASE },
      },
    ],
    listCases: [
      {
        path: '/cases',
        query: `area=${world.home.city}&category=${LAMP}&status=submitted&kind=report&since=2026-01-01T00:00:00Z&bbox=110,30,110.1,30.1&near=110,30&radiusM=500&coordType=wgs84&limit=5&cursor=AAAA`,
      },
    ],
    getCase: [{ path: `/cases/${caseId}`, query: 'coordType=wgs84&as=public', token: reporter.token }],
    actOnCase: [
      act('accept', worker.token, { categoryCode: LAMP, text: undefined, uploadIds: undefined }),
      act('decline', worker.token, { reason: 'other_area', responsibleBody: '街道', uploadIds: undefined }),
      act('dispatch', dispatcher.token, {
        to: { department: 'urban-management' },
        coHandlers: [{ personId: worker.id }],
        deadline: '2026-12-24T01:00:00Z',
        uploadIds: undefined,
      }),
      act('return', worker.token, { reason: 'not_ours', uploadIds: undefined }),
      act('takeUp', worker.token, { text: undefined, uploadIds: undefined }),
      act('progress', worker.token, { visibility: 'public' }),
      act('reply', worker.token, { result: 'solved' }),
      act('verify', leader.token, { pass: true }),
      act('escalate', worker.token, { uploadIds: undefined }),
      act('hold', worker.token, { until: '2026-12-24T01:00:00Z', uploadIds: undefined }),
      act('resume', worker.token, { text: undefined, uploadIds: undefined }),
      act('extend', worker.token, { until: '2026-12-24T01:00:00Z', uploadIds: undefined }),
      act('grant', dispatcher.token, { request: '2', approve: true, uploadIds: undefined }),
      act('reopen', reporter.token, { uploadIds: undefined }),
      act('merge', dispatcher.token, { into: caseId, uploadIds: undefined }),
      act('unmerge', dispatcher.token, { uploadIds: undefined }),
      act('signOff', worker.token, {}),
      act('follow', worker.token, { text: undefined, uploadIds: undefined }),
      act('unfollow', worker.token, { text: undefined, uploadIds: undefined }),
      act('urge', reporter.token, { uploadIds: undefined }),
      act('supervise', supervisor.token, { deadline: '2026-12-24T01:00:00Z', uploadIds: undefined }),
      act('lift', supervisor.token, { uploadIds: undefined }),
      act('recategorise', worker.token, { categoryCode: LAMP, uploadIds: undefined }),
      act('relocate', worker.token, {
        place: { lng: 110, lat: 30, coordType: 'wgs84' },
        uploadIds: undefined,
      }),
      act('reassign', dispatcher.token, { to: { personId: worker.id }, uploadIds: undefined }),
      act('answerRating', worker.token, { rating: 5, uploadIds: undefined }),
      act('appealRating', worker.token, { rating: 5, reason: 'abusive', uploadIds: undefined }),
      act('decideAppeal', supervisor.token, { rating: 5, uphold: true, uploadIds: undefined }),
      act('rate', reporter.token, {
        resolved: 'yes',
        response: 5,
        attitude: 5,
        result: 5,
        tags: ['态度好'],
        sendBack: false,
        uploadIds: undefined,
      }),
      act('withdraw', reporter.token, { uploadIds: undefined }),
      act('supplement', reporter.token, {}),
      act('claim', leader.token, { text: undefined, uploadIds: undefined }),
      act('fulfil', leader.token, {}),
      act('handBack', leader.token, { uploadIds: undefined }),
      act('thank', reporter.token, { uploadIds: undefined }),
    ],
    listCaseEvents: [
      { path: `/cases/${caseId}/events`, query: 'limit=5&cursor=AAAA', token: reporter.token },
    ],
    listDispatchTargets: [{ path: `/cases/${caseId}/dispatch-targets`, token: dispatcher.token }],
    listModeration: [{ path: '/moderation', query: 'limit=5&cursor=AAAA', token: dispatcher.token }],
    judgeContent: [
      {
        path: `/cases/${caseId}/moderation`,
        token: dispatcher.token,
        body: { item: 't1', decision: 'redact', reason: 'ad', words: '说明', shown: '灯坏了', version: 1 },
      },
    ],
    askReview: [
      {
        path: `/cases/${caseId}/moderation/review`,
        token: reporter.token,
        body: { item: 't1', text: '请再看一眼' },
      },
    ],
    reportContent: [
      {
        path: `/cases/${caseId}/content-reports`,
        token: leader.token,
        body: { item: 't1', reason: 'ad', text: '说明' },
      },
    ],
    listSimilarCases: [
      {
        path: '/cases/similar',
        query: `lng=110&lat=30&coordType=wgs84&categoryCode=${LAMP}&text=abc`,
      },
    ],
    actOnCases: [
      {
        path: '/workbench/batch',
        query: 'preview=1',
        token: worker.token,
        body: { ids: [caseId], action: 'progress', body: { text: '到场' } },
      },
    ],
    listNotifications: [
      { path: '/me/notifications', query: 'topic=work&limit=5&cursor=AAAA', token: reporter.token },
    ],
    readNotifications: [
      {
        path: '/me/notifications/read',
        token: reporter.token,
        body: { ids: [`${caseId}:1:${'a'.repeat(24)}`] },
      },
    ],
    getCalendarOverrides: [{ path: '/admin/calendar/overrides', token: admin.token }],
    setCalendarOverrides: [
      {
        path: '/admin/calendar/overrides',
        token: admin.token,
        body: { version: 1, items: [{ date: '2027-02-10', working: false, note: '春节' }] },
      },
    ],
    getNotificationSettings: [{ path: '/me/notifications/settings', token: reporter.token }],
    setNotificationSettings: [
      {
        path: '/me/notifications/settings',
        token: reporter.token,
        body: { ...DEFAULT_SETTINGS },
      },
    ],
    getSubscriptions: [{ path: '/me/subscriptions', token: reporter.token }],
    addSubscriptions: [
      { path: '/me/subscriptions', token: reporter.token, body: { accepted: ['progress', 'followed'] } },
    ],
    listJobs: [{ path: '/admin/jobs', query: 'kind=push&limit=5&cursor=AAAA', token: admin.token }],
    replayDeadLetter: [{ path: `/admin/jobs/${caseId}:9/replay`, query: 'kind=event', token: admin.token }],
    replayDeadLetters: [{ path: '/admin/jobs/replay', token: admin.token, body: { kind: 'event' } }],
    listWebhooks: [{ path: '/admin/webhooks', query: 'limit=5&cursor=AAAA', token: admin.token }],
    createWebhook: [
      {
        path: '/admin/webhooks',
        token: admin.token,
        body: {
          url: 'https://hooks.example.com/x',
          eventTypes: ['reply'],
          areaCode: world.home.street,
          note: '说明',
          secret: `whsec_${'A'.repeat(32)}`,
        },
      },
    ],
    updateWebhook: [
      {
        path: `/admin/webhooks/${'f'.repeat(24)}`,
        token: admin.token,
        body: {
          url: 'https://hooks.example.com/x',
          eventTypes: ['reply'],
          note: '说明',
          active: true,
          version: 1,
        },
      },
    ],
    deleteWebhook: [{ path: `/admin/webhooks/${'f'.repeat(24)}`, token: admin.token }],
    testWebhook: [{ path: `/admin/webhooks/${'f'.repeat(24)}/test`, token: admin.token }],
    renewWebhookSecret: [{ path: `/admin/webhooks/${'f'.repeat(24)}/secret`, token: admin.token }],
    listAudit: [
      {
        path: '/admin/audit',
        query: 'actor=x&until=2026-11-22T01:00:00Z&limit=5&cursor=AAAA',
        token: admin.token,
      },
    ],
    listAuditChains: [{ path: '/admin/audit/chains', query: 'limit=5&cursor=AAAA', token: admin.token }],
    checkAuditChain: [{ path: '/admin/audit/chains/20260101-0123456789abcdef/check', token: admin.token }],
    listMyCases: [
      {
        path: '/me/cases',
        query: 'relation=toRate&coordType=wgs84&limit=5&cursor=AAAA',
        token: reporter.token,
      },
    ],
    getWorkbench: [
      { path: '/workbench', query: 'queue=team&coordType=wgs84&limit=5&cursor=AAAA', token: worker.token },
      {
        path: '/workbench',
        query: `queue=team&${FILTERED}&cursor=AAAA`,
        token: worker.token,
      },
    ],
    searchWorkbench: [
      {
        path: '/workbench/search',
        query: `q=${encodeURIComponent('路灯')}&coordType=wgs84&limit=5&cursor=AAAA`,
        token: worker.token,
      },
    ],
    getWorkbenchSummary: [{ path: '/workbench/summary', token: worker.token }],
  };
}
