import type { Deps } from './deps';
import {
  bookAllHours,
  lapseOffers,
  settleShifts,
  takeSteps,
  tellChanges,
  tellPlaces,
} from './features/activities';
import { purgeOldAudit } from './features/audit';
import { purgePhoneCodes } from './features/auth';
import { runChanges } from './features/area-changes';
import { finishImports } from './features/area-import';
import { ballotPort, finishBallots } from './features/ballots';
import {
  closeUnrated,
  fillCells,
  flushAllEvents,
  makeMissingParts,
  runAlerts,
  runWishClock,
} from './features/cases';
import { purgeContactRecords } from './features/contacts';
import { checkContents, giveUpPhotoChecks } from './features/moderation';
import { computeOpinionMaps } from './features/opinions';
import { gatherDigests, runTopicClock, tellTopics } from './features/deliberations';
import { tellNotices } from './features/notices';
import { deliverNotifications, sendPushes, tellAdmins, tellWaiting } from './features/notifications';
import { runPostImports } from './features/posts';
import { repairBookings, sendReminders, sweepSeats } from './features/services';
import { runMeetings } from './features/meetings';
import { runTransfers } from './features/transfers';
import { purgeExpiredUploads } from './features/uploads';
import { remindVisits, tellCalled } from './features/volunteers';
import { wipeVisits } from './features/visits';
import { purgeDeliveries, sendDeliveries } from './features/webhooks';

export interface Jobs {
  stop(): Promise<void>;
}

interface Job {
  name: string;
  /** As an admin reads it. */
  title: string;
  everyMs: number;
  run: () => Promise<unknown>;
}

/**
 * Work that recurs. Every job is idempotent and takes each item by a conditional write, so that several processes may
 * run them at once and a crash in the middle costs nothing but a repetition.
 */
export function startJobs(deps: Deps): Jobs {
  let stopped = false;
  const isStopped = () => stopped;
  const jobs: Job[] = [
    { name: 'flush-events', title: '补写事件记录', everyMs: 10_000, run: () => flushAllEvents(deps.db) },
    {
      name: 'deliver-notifications',
      title: '告知有关的人',
      everyMs: 1_000,
      run: () => deliverNotifications(deps, isStopped),
    },
    {
      name: 'tell-waiting',
      title: '每日汇总和迟到的消息',
      everyMs: 10_000,
      run: () => tellWaiting(deps, isStopped),
    },
    { name: 'send-pushes', title: '发送微信通知', everyMs: 5_000, run: () => sendPushes(deps, isStopped) },
    {
      name: 'send-webhooks',
      title: '数据推送',
      everyMs: 2_000,
      run: () => sendDeliveries(deps, (note) => tellAdmins(deps, note), isStopped),
    },
    {
      name: 'check-contents',
      title: '送微信审核内容',
      everyMs: 2_000,
      run: () => checkContents(deps, isStopped),
    },
    {
      name: 'give-up-photo-checks',
      title: '久无结果的照片转人工审核',
      everyMs: 300_000,
      run: () => giveUpPhotoChecks(deps),
    },
    {
      name: 'make-missing-parts',
      title: '补建拆分的事项',
      everyMs: 60_000,
      run: () => makeMissingParts(deps),
    },
    {
      name: 'run-transfers',
      title: '交接事项',
      everyMs: 10_000,
      run: () => runTransfers(deps, isStopped),
    },
    {
      name: 'finish-ballots',
      title: '计票',
      everyMs: 5_000,
      run: () => finishBallots(deps, isStopped),
    },
    {
      name: 'opinion-maps',
      title: '重算意见图',
      everyMs: 3_000,
      run: () => computeOpinionMaps(deps, isStopped),
    },
    {
      name: 'run-alerts',
      title: '时限提醒、超时和提级',
      everyMs: 30_000,
      run: () => runAlerts(deps, isStopped),
    },
    { name: 'wish-clock', title: '心愿到期和交还', everyMs: 60_000, run: () => runWishClock(deps) },
    {
      name: 'sweep-seats',
      title: '到时未用的号让给候补',
      everyMs: 10_000,
      run: () => sweepSeats(deps, isStopped),
    },
    { name: 'repair-bookings', title: '清理中断的预约', everyMs: 60_000, run: () => repairBookings(deps) },
    {
      name: 'appointment-reminders',
      title: '预约提醒',
      everyMs: 30_000,
      run: () => sendReminders(deps, isStopped),
    },
    {
      name: 'settle-shifts',
      title: '志愿活动名额递补',
      everyMs: 5_000,
      run: async () => {
        await lapseOffers(deps, isStopped);
        await settleShifts(deps, isStopped);
        await tellPlaces(deps, isStopped);
      },
    },
    {
      name: 'topic-digests',
      title: '议题每日汇总',
      everyMs: 60_000,
      run: () => gatherDigests(deps, isStopped),
    },
    {
      name: 'run-meetings',
      title: '坝坝会座位递补和提醒',
      everyMs: 5_000,
      run: () => runMeetings(deps, isStopped),
    },
    {
      name: 'run-shifts',
      title: '志愿活动提醒、变更告知和时长',
      everyMs: 10_000,
      run: async () => {
        await takeSteps(deps, isStopped);
        await bookAllHours(deps, isStopped);
        await tellChanges(deps, isStopped);
      },
    },
    {
      name: 'tell-notices',
      title: '重要公告发到消息',
      everyMs: 3_000,
      run: () => tellNotices(deps, isStopped),
    },
    { name: 'tell-called', title: '应急召集', everyMs: 2_000, run: () => tellCalled(deps, isStopped) },
    {
      name: 'remind-visits',
      title: '联户走访提醒',
      everyMs: 600_000,
      run: () => remindVisits(deps, isStopped),
    },
    {
      name: 'finish-imports',
      title: '接着完成中断的边界导入',
      everyMs: 60_000,
      run: () => finishImports(deps.db, deps.clock),
    },
    {
      name: 'run-area-changes',
      title: '网格拆分与合并',
      everyMs: 5_000,
      run: () => runChanges(deps, isStopped),
    },
    {
      name: 'run-post-imports',
      title: '接着完成中断的人员导入',
      everyMs: 10_000,
      run: () => runPostImports(deps, isStopped),
    },
    { name: 'reload-calendar', title: '更新工作日历', everyMs: 30_000, run: () => deps.calendar.reload() },
    { name: 'reload-rules', title: '更新派单规则', everyMs: 15_000, run: () => deps.rules.reload() },
    { name: 'close-unrated', title: '到期自动办结', everyMs: 60_000, run: () => closeUnrated(deps) },
    {
      name: 'fill-cells',
      title: '补写地图格子',
      everyMs: 60_000,
      run: () => fillCells(deps, isStopped),
    },
    {
      name: 'run-topics',
      title: '议题到期进入下一阶段',
      everyMs: 10_000,
      run: () => runTopicClock(deps, ballotPort(deps), isStopped),
    },
    {
      name: 'tell-topics',
      title: '告知参与议事的人',
      everyMs: 2_000,
      run: () => tellTopics(deps, isStopped),
    },
    {
      name: 'purge-audit',
      title: '清理到期的审计日志',
      everyMs: 3_600_000,
      run: () => purgeOldAudit(deps),
    },
    {
      name: 'purge-expired',
      title: '清理到期的验证码、推送记录和查看记录',
      everyMs: 600_000,
      run: () => Promise.all([purgePhoneCodes(deps), purgeDeliveries(deps), purgeContactRecords(deps)]),
    },
    {
      name: 'wipe-visits',
      title: '清除两年前走访里见到的人',
      everyMs: 3_600_000,
      run: () => wipeVisits(deps, isStopped),
    },
    {
      name: 'purge-uploads',
      title: '清理未用的照片',
      everyMs: 600_000,
      run: () => purgeExpiredUploads(deps, deps.clock()),
    },
  ];
  const running = new Map<string, Promise<void>>();
  const start = ({ name, run }: Job) => {
    if (running.has(name)) return;
    const begun = performance.now();
    deps.jobs.started(name);
    const done = run()
      .then(
        () => deps.jobs.ended(name, performance.now() - begun, null),
        (error: unknown) => {
          deps.jobs.ended(name, performance.now() - begun, error);
          deps.log.error({ err: error, job: name }, 'job failed; it will run again');
        },
      )
      .finally(() => running.delete(name));
    running.set(name, done);
  };
  const timers = jobs.map((job) => {
    deps.jobs.add(job);
    start(job);
    const timer = setInterval(() => start(job), job.everyMs);
    timer.unref();
    return timer;
  });
  return {
    async stop() {
      stopped = true;
      timers.forEach(clearInterval);
      await Promise.all(running.values());
    },
  };
}
