import Koa from 'koa';
import compress from 'koa-compress';
import { auditContracts } from '@shared/audit/contract';
import { authContracts } from '@shared/auth/contract';
import { activityContracts } from '@shared/activities/contract';
import { addressCodeContracts } from '@shared/address-codes/contract';
import { areaChangeContracts } from '@shared/area-changes/contract';
import { areaStatsContracts } from '@shared/area-stats/contract';
import { areaImportContracts } from '@shared/area-import/contract';
import { ballotContracts } from '@shared/ballots/contract';
import { areaContracts } from '@shared/areas/contract';
import { caseContracts, workbenchContracts } from '@shared/cases/contract';
import { categoryContracts } from '@shared/categories/contract';
import { clockContracts } from '@shared/clocks/contract';
import { contactContracts } from '@shared/contacts/contract';
import type { Contract } from '@shared/core/contract';
import { readManyContracts } from '@shared/core/read-many';
import { AppError } from '@shared/core/errors';
import { modeContracts } from '@shared/clocks/mode-contract';
import { leaveContracts, transferContracts } from '@shared/leave/contract';
import { moderationContracts } from '@shared/moderation/contract';
import { noticeContracts } from '@shared/notices/contract';
import { notificationContracts } from '@shared/notifications/contract';
import { subscriptionContracts } from '@shared/notifications/subscriptions';
import { opinionContracts } from '@shared/opinions/contract';
import { operationContracts } from '@shared/operations/contract';
import { meetingContracts } from '@shared/meetings/contract';
import { topicContracts } from '@shared/deliberations/contract';
import { contributionContracts } from '@shared/deliberations/contribution-contract';
import { residenceContracts } from '@shared/residence/contract';
import { routingRuleContracts } from '@shared/routing-rules/contract';
import { postContracts } from '@shared/posts/contract';
import { pointContracts } from '@shared/points/contract';
import { printContracts } from '@shared/prints/contract';
import { serviceAdminContracts } from '@shared/services/admin-contract';
import { serviceContracts } from '@shared/services/contract';
import { stationContracts } from '@shared/stations/contract';
import { dutyContracts } from '@shared/duty/contract';
import { similarContracts } from '@shared/similar/contract';
import { templateContracts } from '@shared/templates/contract';
import { uploadContracts } from '@shared/uploads/contract';
import { volunteerContracts } from '@shared/volunteers/contract';
import { savedFilterContracts } from '@shared/workbench/saved-filters';
import { wechatContracts } from '@shared/wechat/contract';
import { teamAdminContracts } from '@shared/teams/admin-contract';
import { teamContracts } from '@shared/teams/contract';
import { visitContracts } from '@shared/visits/contract';
import { wishContracts } from '@shared/wishes/contract';
import { webhookContracts } from '@shared/webhooks/contract';
import type { Deps } from './deps';
import { activityRoutes, createActivityIndexes, pausedUntilOf } from './features/activities';
import { addressCodeRoutes, createAddressCodeIndexes } from './features/address-codes';
import { areaChangeRoutes, createAreaChangeIndexes } from './features/area-changes';
import { areaStatsRoutes } from './features/area-stats';
import { areaImportRoutes, createAreaImportIndexes } from './features/area-import';
import { areaRoutes, createAreaIndexes } from './features/areas';
import { auditRoutes, createAuditIndexes } from './features/audit';
import { authenticate, authRoutes, createAuthIndexes } from './features/auth';
import { ballotPort, ballotRoutes, createBallotIndexes } from './features/ballots';
import { calendarRoutes } from './features/calendar';
import { caseRoutes, countOpenCases, createCaseIndexes, isPhotoShown } from './features/cases';
import { categoryRoutes } from './features/categories';
import { contactRoutes, createContactIndexes } from './features/contacts';
import { createModerationIndexes, moderationRoutes } from './features/moderation';
import { createMeetingIndexes, meetingRoutes } from './features/meetings';
import { createNoticeIndexes, noticeRoutes } from './features/notices';
import { createNotificationIndexes, notificationRoutes } from './features/notifications';
import { createOpinionIndexes, opinionRoutes } from './features/opinions';
import { createTopicIndexes, isTopicPhotoShown, topicRoutes } from './features/deliberations';
import { operationRoutes } from './features/operations';
import { createResidenceIndexes, residenceRoutes } from './features/residence';
import { createRoutingRuleIndexes, routingRuleRoutes } from './features/routing-rules';
import { createPostImportIndexes, postRoutes } from './features/posts';
import { createPointIndexes, pointRoutes } from './features/points';
import { createPrintIndexes, printRoutes } from './features/prints';
import { actOnAny, createServiceIndexes, serviceRoutes, submitAny } from './features/services';
import { stationRoutes } from './features/stations';
import { dutyRoutes } from './features/duty';
import { similarRoutes } from './features/similar';
import { createTemplateIndexes, templateRoutes } from './features/templates';
import { createTransferIndexes, transferRoutes } from './features/transfers';
import { createUploadIndexes, uploadRoutes } from './features/uploads';
import { certificateHolder, createVolunteerIndexes, volunteerRoutes } from './features/volunteers';
import { createWebhookIndexes, webhookRoutes } from './features/webhooks';
import { wechatRoutes } from './features/wechat';
import { createTeamIndexes, serviceTeamsOf, teamRoutes } from './features/teams';
import { createVisitIndexes, visitRoutes } from './features/visits';
import { wishRoutes } from './features/wishes';
import { workbenchRoutes } from './features/workbench';
import { docsPage } from './http/docs-page';
import { healthRoutes, onceStarted } from './http/health';
import { IdempotencyKeys } from './http/idempotency';
import { accessLog, type Metrics, requestId } from './http/observe';
import { openApiDocument } from './http/openapi';
import { portal } from './http/portal';
import { problems } from './http/problem';
import { createReadMany } from './http/read-many';
import { registerRoutes } from './http/register';
import { overload } from './http/overload';
import type { RouteDefinition } from './http/route';
import { sameOriginOnly, securityHeaders } from './http/security';

/** Every operation of the API; the OpenAPI document and the access matrix of the tests are made from this list. */
export const CONTRACTS: readonly Contract[] = [
  ...authContracts,
  ...areaContracts,
  ...areaImportContracts,
  ...areaChangeContracts,
  ...addressCodeContracts,
  ...areaStatsContracts,
  ...dutyContracts,
  ...postContracts,
  ...stationContracts,
  ...categoryContracts,
  ...uploadContracts,
  ...similarContracts,
  ...caseContracts,
  ...workbenchContracts,
  ...printContracts,
  ...contactContracts,
  ...templateContracts,
  ...leaveContracts,
  ...transferContracts,
  ...savedFilterContracts,
  ...moderationContracts,
  ...notificationContracts,
  ...subscriptionContracts,
  ...operationContracts,
  ...webhookContracts,
  ...clockContracts,
  ...modeContracts,
  ...routingRuleContracts,
  ...auditContracts,
  ...noticeContracts,
  ...volunteerContracts,
  ...activityContracts,
  ...pointContracts,
  ...residenceContracts,
  ...wechatContracts,
  ...opinionContracts,
  ...serviceContracts,
  ...serviceAdminContracts,
  ...topicContracts,
  ...contributionContracts,
  ...readManyContracts,
  ...ballotContracts,
  ...meetingContracts,
  ...wishContracts,
  ...visitContracts,
  ...teamContracts,
  ...teamAdminContracts,
];

export function allRoutes(deps: Deps): RouteDefinition[] {
  return [
    ...authRoutes(deps),
    // Before /areas/:code, which would take its name for a code.
    ...addressCodeRoutes(deps),
    ...areaRoutes(
      deps,
      (userIds) => countOpenCases(deps.db, userIds),
      (code) => serviceTeamsOf(deps, code),
    ),
    ...areaImportRoutes(deps),
    ...areaChangeRoutes(deps),
    ...areaStatsRoutes(deps),
    ...dutyRoutes(deps),
    ...postRoutes(deps),
    ...stationRoutes(deps),
    ...categoryRoutes(deps),
    ...uploadRoutes(
      deps,
      async (id, uploadId) =>
        (await isPhotoShown(deps.db, id, uploadId)) || (await isTopicPhotoShown(deps, id, uploadId)),
    ),
    // Before /cases/:id, which would take its name for an id.
    ...similarRoutes(deps),
    ...caseRoutes(deps, submitAny, actOnAny),
    ...workbenchRoutes(deps, actOnAny),
    ...printRoutes(deps),
    ...contactRoutes(deps),
    ...templateRoutes(deps),
    ...transferRoutes(deps),
    ...moderationRoutes(deps),
    ...notificationRoutes(deps),
    ...operationRoutes(deps),
    ...webhookRoutes(deps),
    ...calendarRoutes(deps),
    ...auditRoutes(deps),
    ...routingRuleRoutes(deps),
    ...noticeRoutes(deps),
    ...volunteerRoutes(deps, (userId) => pausedUntilOf(deps, userId)),
    ...activityRoutes(deps),
    ...pointRoutes(deps, (userId) => certificateHolder(deps, userId)),
    ...residenceRoutes(deps),
    ...wechatRoutes(deps),
    ...opinionRoutes(deps),
    ...serviceRoutes(deps),
    ...topicRoutes(deps, ballotPort(deps)),
    ...ballotRoutes(deps),
    ...meetingRoutes(deps),
    ...wishRoutes(deps),
    ...visitRoutes(deps),
    ...teamRoutes(deps),
  ];
}

export interface AppOptions {
  metrics: Metrics;
  /** False until the store is ready and routing is loaded, and again when stopping. */
  isReady: () => boolean;
  /**
   * False until routing is loaded: whoever asks earlier is told to come back, since without boundaries every place
   * would be outside the city. While stopping it stays true: what still comes in is answered. Unset: started.
   */
  isStarted?: () => boolean;
  /** Folder of the built H5 portal; null serves the API alone. */
  portalDir: string | null;
}

/** The whole HTTP application. No side effects: nothing connects or listens here. */
export function createApp(deps: Deps, { metrics, isReady, isStarted, portalDir }: AppOptions): Koa {
  const app = new Koa({ proxy: deps.config.trustProxy });
  app.on('error', (error: unknown) => deps.log.error({ err: error }, 'response failed'));
  const reads = createReadMany();
  const router = registerRoutes([...allRoutes(deps), reads.definition], {
    log: deps.log,
    limits: deps.limits,
    idempotency: new IdempotencyKeys(deps.db, deps.log),
    checkResponses: deps.config.checkResponses,
    authenticate: (authorization) => authenticate(deps, authorization),
    audit: (entry) => deps.audit.record(entry),
  });
  reads.through(app, [problems(deps.log), router.routes() as Koa.Middleware]);
  app.use(requestId());
  app.use(accessLog(deps.log, metrics));
  app.use(compress({ threshold: 1024 }));
  app.use(securityHeaders(deps.config.tileUrl));
  app.use(problems(deps.log));
  app.use(sameOriginOnly(deps.config.publicOrigins));
  app.use(healthRoutes(isReady, metrics));
  app.use(overload(metrics.turnedAway));
  const docs = docsPage(() => openApiDocument(CONTRACTS));
  if (isStarted) {
    docs.ready();
    app.use(onceStarted(isStarted));
  }
  app.use(docs.middleware);
  app.use(router.routes());
  const refuseMethod = () => new AppError('METHOD_NOT_ALLOWED');
  app.use(
    router.allowedMethods({ throw: true, methodNotAllowed: refuseMethod, notImplemented: refuseMethod }),
  );
  app.use(portal(portalDir, deps.config.tileUrl));
  return app;
}

/** Every index the queries rely on. Idempotent; run at start. */
export async function createIndexes(deps: Deps): Promise<void> {
  await Promise.all([
    createAuthIndexes(deps),
    createAreaIndexes(deps),
    createAreaImportIndexes(deps.db),
    createAreaChangeIndexes(deps.db),
    createPostImportIndexes(deps.db),
    createAddressCodeIndexes(deps.db),
    createUploadIndexes(deps),
    createCaseIndexes(deps),
    createModerationIndexes(deps.db),
    createNotificationIndexes(deps),
    createAuditIndexes(deps.db),
    createNoticeIndexes(deps.db),
    createOpinionIndexes(deps.db),
    createVolunteerIndexes(deps.db),
    createActivityIndexes(deps.db),
    createPointIndexes(deps.db),
    createBallotIndexes(deps.db),
    createResidenceIndexes(deps.db),
    createTopicIndexes(deps.db),
    createMeetingIndexes(deps.db),
    createServiceIndexes(deps.db),
    createTeamIndexes(deps.db),
    createVisitIndexes(deps.db),
    createPrintIndexes(deps.db),
    createContactIndexes(deps.db),
    createTemplateIndexes(deps.db),
    createTransferIndexes(deps.db),
    createRoutingRuleIndexes(deps),
    createWebhookIndexes(deps.db),
    new IdempotencyKeys(deps.db, deps.log).createIndexes(),
  ]);
}
