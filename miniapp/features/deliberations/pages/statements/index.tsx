import { useEffect, useState } from 'react';
import { getTopic } from '@shared/deliberations/contract';
import { listStatements } from '@shared/deliberations/contribution-contract';
import { type StatementView } from '@shared/deliberations/contributions';
import { type TopicView } from '@shared/deliberations/schemas';
import { useApi, useApiList } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Banner, Empty, Page, Segmented, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { AddStatement } from '../../components/add-statement';
import { OneByOne } from '../../components/one-by-one';
import { StatementRow } from '../../components/statement-row';
import '../../deliberations.scss';

/** `?id=` what people think of a topic: one at a time, all together, and my own. */
export default function StatementsPage() {
  const { id = '' } = useQuery();
  const topic = useApi(getTopic, { params: { id } });
  return (
    <Page title="大家的看法" width="form">
      <Loaded query={topic} skeleton={<Skeleton kind="cards" rows={2} />}>
        {(found) => <Statements topic={found} />}
      </Loaded>
    </Page>
  );
}

function Statements({ topic }: { topic: TopicView }) {
  const open = topic.phase === 'discuss' && topic.outcome === null;
  const [view, setView] = useState<'one' | 'all' | 'mine'>(open ? 'one' : 'all');
  const query = useApiList(listStatements, { params: { id: topic.id }, query: { limit: 100 } });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  // Three pages at most: whoever goes through them one by one needs them all.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <>
      <View className="lx-title">{topic.title}</View>
      <Segmented
        label="怎么看"
        options={[
          { value: 'one', text: '逐条表态' },
          { value: 'all', text: '全部' },
          { value: 'mine', text: '我的' },
        ]}
        value={view}
        onChange={setView}
      />
      {open ? null : <Banner>议事阶段已经结束，看法和表态只能看、不能改</Banner>}
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
        {(items) => <Shown topic={topic} items={items} view={view} open={open} />}
      </Loaded>
      {open && topic.me.maySpeak ? <AddStatement topicId={topic.id} /> : null}
    </>
  );
}

interface ShownProps {
  topic: TopicView;
  items: StatementView[];
  view: 'one' | 'all' | 'mine';
  open: boolean;
}

function Shown({ topic, items, view, open }: ShownProps) {
  if (view === 'one' && open) return <OneByOne topic={topic} items={items} />;
  const shown = view === 'mine' ? items.filter(({ mine, opinion }) => mine || opinion !== null) : items;
  if (shown.length === 0)
    return (
      <Empty
        icon="chat"
        title={view === 'mine' ? '您还没有表态或提看法' : '还没有看法'}
        note="看法用一两句话说清一件事，别人来表态"
      />
    );
  return (
    <View className="lx-stack">
      {shown.map((item) => (
        <StatementRow key={item.id} topic={topic} item={item} open={open} />
      ))}
    </View>
  );
}
