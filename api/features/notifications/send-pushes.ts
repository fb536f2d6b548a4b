import mongoose from 'mongoose';
import { quietUntil } from '@shared/notifications/settings';
import { fillTemplate, nextWords, type PushTemplate, templateOf } from '@shared/notifications/templates';
import type { Deps } from '@api/deps';
import { WechatError, type WechatErrorCode } from '@api/integrations/wechat';
import { usersOf } from '../auth';
import { type CaseDoc, casesOf, standingOf } from '../cases';
import { viewerFor } from './case-message';
import { type NotificationDoc, notificationsOf, type PushOutcome } from './notification.model';
import { giveBack, noneLeft, spendGrant } from './push-grants';
import { reportFault } from './report-fault';
import { readSettings } from './settings';

const BATCH = 50;
const TRIES = 8;
const FIRST_WAIT_MS = 30_000;
/** Longer than any call takes: who holds an order so long has died. */
const LEASE_MS = 600_000;
const EVER = new Date(0);
/** WeChat's words for one thing differ between messages and codes. */
const VERSIONS = { release: 'formal', trial: 'trial', develop: 'developer' } as const;

/** WeChat did not do it and may do it later. Everything else that is no bug may have reached the person. */
const LATER: readonly WechatErrorCode[] = [
  'BUSY',
  'RATE_LIMITED',
  'QUOTA_SPENT',
  'TOKEN_REJECTED',
  'MISCONFIGURED',
];
const UNSURE: readonly WechatErrorCode[] = ['TIMEOUT', 'UNAVAILABLE', 'BAD_RESPONSE'];

type Ordered = NotificationDoc & { push: NonNullable<NotificationDoc['push']> };

const settle = (deps: Deps, { _id }: Ordered, outcome: PushOutcome) =>
  notificationsOf(deps.db).updateOne(
    { _id },
    { $unset: { push: '' }, $set: { pushed: { at: new Date(deps.clock()), outcome } } },
  );

const postpone = (deps: Deps, { _id }: Ordered, at: number, tries: number) =>
  notificationsOf(deps.db).updateOne({ _id }, { $set: { push: { at: new Date(at), tries } } });

async function fail(deps: Deps, order: Ordered, error: unknown): Promise<void> {
  const tries = order.push.tries + 1;
  const unsure = error instanceof WechatError && UNSURE.includes(error.code) && !error.unsent;
  const later = error instanceof WechatError && (LATER.includes(error.code) || error.unsent);
  if (unsure) {
    // Perhaps it has arrived: rather none than two. The inbox has it.
    await settle(deps, order, 'unsure');
    return;
  }
  await giveBack(deps, order.userId, templateOf(order.topic));
  if (later && tries < TRIES) {
    await postpone(deps, order, deps.clock() + FIRST_WAIT_MS * 2 ** (tries - 1), tries);
    return;
  }
  deps.log.warn({ err: error, notification: order._id, tries }, 'not pushed to WeChat');
  if (error instanceof WechatError) await reportFault(deps, templateOf(order.topic), error);
  const said = error instanceof Error ? error.message : String(error);
  const detail = error instanceof WechatError && error.detail ? `${said}: ${error.detail}` : said;
  await notificationsOf(deps.db).updateOne(
    { _id: order._id },
    {
      $unset: { push: '' },
      $set: { pushDead: { at: new Date(deps.clock()), tries, error: detail.slice(0, 300) } },
    },
  );
}

/** A later message of the same case says all that this one would. */
const isCovered = async (deps: Deps, { userId, caseId, at }: Ordered): Promise<boolean> =>
  caseId !== null &&
  (await notificationsOf(deps.db).findOne(
    { userId, at: { $gt: at }, caseId, 'push.at': { $gt: EVER } },
    { projection: { _id: 1 } },
  )) !== null;

async function openidOf(deps: Deps, userId: string): Promise<string | null> {
  const user = await usersOf(deps.db).collection.findOne(
    { _id: new mongoose.mongo.ObjectId(userId) },
    { projection: { openidSealed: 1, disabledAt: 1 } },
  );
  const sealed = user?.disabledAt ? null : (user?.openidSealed as string | null | undefined);
  return sealed ? deps.fieldCrypto.decrypt(sealed) : null;
}

/** The words of a push: how the case stands when it is sent, not when it was ordered. */
async function wordsOf(deps: Deps, { caseId, topic, title, at }: Ordered) {
  const nowMs = deps.clock();
  const doc = caseId
    ? ((await casesOf(deps.db).collection.findOne({
        _id: new mongoose.mongo.ObjectId(caseId),
      })) as CaseDoc | null)
    : null;
  const updatedMs = at.getTime();
  if (!doc) return { matter: title, status: '有新进展', updatedMs, next: '请打开看每件事的承诺时间' };
  const { category, statusName, next } = standingOf(doc, viewerFor(topic), nowMs);
  return {
    matter: category,
    status: statusName,
    updatedMs,
    next: nextWords(doc.status, next && { what: next.what, atMs: next.at.getTime() }, nowMs),
  };
}

function pageOf({ caseId, topic, kind }: Ordered): string {
  const work = topic === 'work';
  if (caseId) return `features/${work ? 'workbench/pages/handle' : 'cases/pages/detail'}/index?id=${caseId}`;
  return kind === 'digest'
    ? 'features/cases/pages/mine/index?tab=followed'
    : 'features/notifications/pages/inbox/index';
}

async function push(deps: Deps, order: Ordered): Promise<void> {
  const { userId, topic } = order;
  const template: PushTemplate = templateOf(topic);
  const settings = await readSettings(deps, userId);
  if (!settings[topic]) return void (await settle(deps, order, 'muted'));
  const quiet = order.urgent ? null : quietUntil(settings.quiet, deps.clock());
  if (quiet !== null) return void (await postpone(deps, order, quiet, order.push.tries));
  if (await isCovered(deps, order)) return void (await settle(deps, order, 'covered'));
  const templateId = deps.config.wechat.templates[template];
  const openid = templateId ? await openidOf(deps, userId) : null;
  if (!templateId || !openid) return void (await settle(deps, order, 'no_wechat'));
  const data = fillTemplate(template, await wordsOf(deps, order));
  if (!(await spendGrant(deps, userId, template))) return void (await settle(deps, order, 'no_grant'));
  try {
    const outcome = await deps.wechat.sendSubscribeMessage({
      openid,
      templateId,
      page: pageOf(order),
      data,
      state: VERSIONS[deps.config.wechat.version],
    });
    if (outcome === 'not_subscribed') await noneLeft(deps, userId, template);
    await settle(deps, order, outcome === 'sent' ? 'sent' : 'no_grant');
  } catch (error) {
    await fail(deps, order, error);
  }
}

/** Takes an order, in one conditional write. One that was taken and never settled may have been sent: it is let be. */
async function takeAndPush(deps: Deps, order: Ordered): Promise<void> {
  const nowMs = deps.clock();
  const { matchedCount } = await notificationsOf(deps.db).updateOne(
    { _id: order._id, 'push.at': order.push.at, 'push.tries': order.push.tries },
    { $set: { 'push.at': new Date(nowMs + LEASE_MS), 'push.taken': new Date(nowMs) } },
  );
  if (matchedCount === 0) return;
  if (order.push.taken) await settle(deps, order, 'unsure');
  else await push(deps, order);
}

/**
 * Sends what is due to WeChat. Any number of processes may do this at once; a message goes out at most once.
 * @param stopped asked between messages, so that the process may end without waiting for a backlog
 * @returns how many orders were taken up
 */
export async function sendPushes(deps: Deps, stopped = () => false): Promise<number> {
  let seen = 0;
  for (;;) {
    const due = (await notificationsOf(deps.db)
      .find({ 'push.at': { $lte: new Date(deps.clock()) } }, { sort: { 'push.at': 1 }, limit: BATCH })
      .toArray()) as Ordered[];
    for (const order of due) {
      if (stopped()) return seen;
      await takeAndPush(deps, order);
      seen += 1;
    }
    if (due.length < BATCH) return seen;
  }
}
