import { type ResponseOf } from '@shared/core/contract';
import { type DeadLetterKind, listJobs, QUEUE_NAMES } from '@shared/operations/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { useApi, useHasRole } from '@miniapp/client';
import { Cell, CellList, Heading, Page, Skeleton, StatusTag, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { AdminOnly } from '../../components/admin-only';
import { DeadLetters } from '../../components/dead-letters';
import { countText, isFailing, jobNote } from '../../model/job-words';
import './index.scss';

type Overview = ResponseOf<typeof listJobs>;
const POLL_MS = 10_000;

/** What the service does by itself: how it fares, what waits, and what has failed and needs an admin. */
export default function JobsPage() {
  const admin = useHasRole('admin');
  const query = useApi(listJobs, { query: { limit: 1 } }, { enabled: admin, pollMs: POLL_MS });
  return (
    <Page title="后台任务" width="wide">
      <AdminOnly roles={['admin']} to={routes.jobs}>
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={4} />}>
          {(overview) => (
            <View className="lx-stack">
              <Queues overview={overview} />
              <Heading level={2}>多次失败的</Heading>
              <DeadLetters counts={deadOf(overview)} />
              <Jobs overview={overview} />
            </View>
          )}
        </Loaded>
      </AdminOnly>
    </Page>
  );
}

function deadOf({ queues }: Overview): Record<DeadLetterKind, number> {
  const of = (kind: DeadLetterKind): number => queues.find(({ queue }) => queue === kind)?.dead ?? 0;
  return { event: of('event'), push: of('push'), webhook: of('webhook') };
}

function Queues({ overview: { queues } }: { overview: Overview }) {
  const now = useNow();
  return (
    <CellList title="排队">
      {queues.map(({ queue, waiting, oldestAt }) => (
        <Cell
          key={queue}
          title={QUEUE_NAMES[queue]}
          note={oldestAt ? `最早的应在 ${friendlyTime(Date.parse(oldestAt), now)} 处理` : '没有在等的'}
          value={countText(waiting)}
        />
      ))}
    </CellList>
  );
}

function Jobs({ overview: { jobs, instance } }: { overview: Overview }) {
  const now = useNow();
  return (
    <View className="lx-stack">
      <CellList title="定时任务">
        {jobs.map((job) => (
          <Cell
            key={job.name}
            title={job.title}
            note={isFailing(job) ? `${jobNote(job, now)}。出错：${job.lastError}` : jobNote(job, now)}
            value={
              isFailing(job) ? (
                <StatusTag tone="overdue">出错</StatusTag>
              ) : (
                <StatusTag tone="done">正常</StatusTag>
              )
            }
          />
        ))}
      </CellList>
      <View className="lx-caption">
        {`次数是进程 ${instance.id} 自 ${friendlyTime(Date.parse(instance.since), now)} 启动以来的；有多个进程时各记各的。`}
      </View>
    </View>
  );
}
