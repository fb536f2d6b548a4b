import { useState } from 'react';
import {
  DEAD_LETTER_KIND_NAMES,
  type DeadLetter,
  type DeadLetterKind,
  listJobs,
  replayDeadLetter,
  replayDeadLetters,
} from '@shared/operations/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, refreshApi, useApiList } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, confirm, Empty, Segmented, Skeleton, toast, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { eventName } from '../model/event-names';

interface DeadLettersProps {
  counts: Record<DeadLetterKind, number>;
}

const KINDS = Object.entries(DEAD_LETTER_KIND_NAMES) as [DeadLetterKind, string][];

/** What has failed for good, by kind: why, and to be sent again one by one or all together. */
export function DeadLetters({ counts }: DeadLettersProps) {
  const [kind, setKind] = useState<DeadLetterKind>(
    () => KINDS.find(([each]) => counts[each] > 0)?.[0] ?? 'event',
  );
  const [busy, setBusy] = useState<string>();
  const query = useApiList(listJobs, { query: { kind } });
  const send = async (what: string, work: () => Promise<string>): Promise<void> => {
    setBusy(what);
    try {
      toast.done(await work());
      await refreshApi(listJobs);
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(undefined);
    }
  };
  const one = async ({ id }: DeadLetter): Promise<void> => {
    const yes = await confirm({ title: '重新发送这一条？', text: '会马上再试一次。', yes: '重新发送' });
    if (yes)
      await send(id, async () => {
        await call(replayDeadLetter, { params: { id }, query: { kind } });
        return '已放回队列，马上再试';
      });
  };
  const all = async (): Promise<void> => {
    const yes = await confirm({
      title: `重新发送全部${DEAD_LETTER_KIND_NAMES[kind]}？`,
      text: '请先确认失败的原因已经排除，否则还会失败。',
      yes: '全部重新发送',
    });
    if (yes)
      await send('all', async () => {
        const { replayed } = await call(replayDeadLetters, { body: { kind } });
        return `已放回 ${replayed} 条`;
      });
  };
  return (
    <View className="lx-stack">
      <Segmented
        label="看哪一类失败"
        value={kind}
        onChange={setKind}
        options={KINDS.map(([value, text]) => ({ value, text, count: counts[value] || undefined }))}
      />
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={2} />}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="check-circle" title="没有失败的" note="多次失败、不再自动重试的会出现在这里" />}
      >
        {(items) => (
          <View className="lx-stack">
            {items.map((item) => (
              <Letter key={item.id} item={item} busy={busy === item.id} onReplay={() => void one(item)} />
            ))}
            <MoreButton query={query}>更多</MoreButton>
            <Button kind="secondary" block icon="refresh" loading={busy === 'all'} onPress={() => void all()}>
              全部重新发送
            </Button>
          </View>
        )}
      </Loaded>
    </View>
  );
}

const TOPICS: Record<string, string> = { mine: '我报的事', followed: '我关注的事', work: '工作' };

function Letter({ item, busy, onReplay }: { item: DeadLetter; busy: boolean; onReplay: () => void }) {
  const now = useNow();
  const { caseId, type, at, tries, error } = item;
  return (
    <Card title={TOPICS[type] ?? eventName(type)}>
      <View className="lx-stack">
        <View className="job-error">{error}</View>
        <View className="lx-caption lx-num">{`${friendlyTime(Date.parse(at), now)}，试了 ${tries} 次`}</View>
        <View className="lx-row">
          <Button size="small" kind="secondary" icon="refresh" loading={busy} onPress={onReplay}>
            重新发送
          </Button>
          {caseId ? (
            <Button size="small" kind="ghost" onPress={() => void openPage(routes.handle, { id: caseId })}>
              看这件事
            </Button>
          ) : null}
        </View>
      </View>
    </Card>
  );
}
