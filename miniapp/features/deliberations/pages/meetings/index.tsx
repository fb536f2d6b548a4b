import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { getTopic } from '@shared/deliberations/contract';
import { cancelMeeting, listMeetings } from '@shared/meetings/contract';
import { type MeetingView } from '@shared/meetings/schemas';
import { call, putApi, refreshApi, useApi, useUser } from '@miniapp/client';
import { openPage, useQuery } from '@miniapp/platform/navigation';
import { Button, Empty, Page, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { MeetingCard } from '../../components/meeting-card';
import { MeetingCheckIn, MeetingCode } from '../../components/meeting-check-in';
import { MeetingPeople } from '../../components/meeting-people';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';
import { useAct } from '../../hooks/use-act';
import '../../deliberations.scss';

/** `?id=` all meetings of a topic: to sign up, to check in, to read; to call and lead for its organiser. */
export default function TopicMeetingsPage() {
  const { id = '' } = useQuery();
  const query = useApi(listMeetings, { params: { id } });
  const topic = useApi(getTopic, { params: { id } });
  const user = useUser();
  const now = useNow();
  useDidShow(() => void refreshApi(listMeetings));
  const calls = query.data?.mayOrganise === true;
  return (
    <Page title="坝坝会" width="form">
      {topic.data ? <View className="lx-title">{topic.data.title}</View> : null}
      {calls ? (
        <Button icon="plus" kind="secondary" onPress={() => void openPage(routes.editMeeting, { id })}>
          召集坝坝会
        </Button>
      ) : null}
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty icon="people" title="还没有坝坝会" note="要开的时候，参与议题的人都会收到消息" />}
      >
        {({ items, mayOrganise }) => (
          <View className="lx-stack">
            {items.map((meeting) => (
              <MeetingCard key={meeting.id} topicId={id} meeting={meeting} now={now} signedIn={user !== null}>
                {meeting.mayCheckIn ? <MeetingCheckIn topicId={id} meetingId={meeting.id} /> : null}
                {mayOrganise ? <Lead topicId={id} meeting={meeting} now={now} /> : null}
              </MeetingCard>
            ))}
          </View>
        )}
      </Loaded>
    </Page>
  );
}

const EARLY_MS = 30 * 60_000;

/** What who leads the topic does with a meeting. */
function Lead({ topicId, meeting, now }: { topicId: string; meeting: MeetingView; now: number }) {
  const [open, setOpen] = useState<'people' | 'cancel' | null>(null);
  const { busy, act } = useAct();
  const { id: mid, state } = meeting;
  const query = { id: topicId, meeting: mid };
  const cancel = async (reason: string) => {
    const params = { id: topicId, mid };
    const done = await act(
      async () =>
        putApi(
          listMeetings,
          { params: { id: topicId } },
          await call(cancelMeeting, { params, body: { reason } }),
        ),
      '已取消，会告诉参与的人',
    );
    if (done) setOpen(null);
  };
  const checking = state === 'on' || (state === 'open' && Date.parse(meeting.start) - now <= EARLY_MS);
  return (
    <View className="lx-stack">
      {checking ? <MeetingCode topicId={topicId} meetingId={mid} /> : null}
      <View className="topic-buttons">
        <Button kind="ghost" size="small" icon="people" onPress={() => setOpen('people')}>
          报名的人
        </Button>
        {state === 'open' ? (
          <>
            <Button
              kind="ghost"
              size="small"
              icon="pencil"
              onPress={() => void openPage(routes.editMeeting, query)}
            >
              改时间地点
            </Button>
            <Button kind="ghost" size="small" icon="close" onPress={() => setOpen('cancel')}>
              取消这次会
            </Button>
          </>
        ) : null}
        {state === 'on' || state === 'ended' ? (
          <Button
            kind="secondary"
            size="small"
            icon="document"
            onPress={() => void openPage(routes.meetingMinutes, query)}
          >
            {meeting.minutes ? '更正纪要' : '写纪要'}
          </Button>
        ) : null}
      </View>
      {open === 'people' ? (
        <MeetingPeople topicId={topicId} meeting={meeting} onClose={() => setOpen(null)} />
      ) : null}
      <ReasonSheet
        label="理由"
        least={4}
        open={open === 'cancel'}
        title="取消这次坝坝会"
        hint="参与议题的人都会收到"
        yes="取消这次会"
        busy={busy}
        danger
        onClose={() => setOpen(null)}
        onSend={(reason) => void cancel(reason)}
      />
    </View>
  );
}
