import { type ReactNode } from 'react';
import { leaveMeetingSeat, listMeetings, takeMeetingSeat } from '@shared/meetings/contract';
import { MEETING_STATE_NAMES } from '@shared/meetings/rules';
import { type MeetingsView, type MeetingView } from '@shared/meetings/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { call, fileUrl, putApi, refreshApi } from '@miniapp/client';
import { addToCalendar } from '@miniapp/platform/calendar';
import { Banner, Button, Card, confirm, Heading, StatusTag, Text, View } from '@miniapp/ui';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { useAct } from '../hooks/use-act';
import { mineText, roomText, spanText, TONES } from '../model/meeting';

interface MeetingCardProps {
  topicId: string;
  meeting: MeetingView;
  now: number;
  signedIn: boolean;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** A meeting: when, where, what about, how much room; signing up and giving the seat back. */
export function MeetingCard({ topicId, meeting, now, signedIn, children }: MeetingCardProps) {
  const { state, mine } = meeting;
  const own = mineText(meeting);
  return (
    <Card>
      <View className="lx-stack">
        <View className="topic-said__head">
          <StatusTag tone={TONES[state]}>{MEETING_STATE_NAMES[state]}</StatusTag>
          <Text className="lx-small lx-num">{spanText(meeting, now)}</Text>
        </View>
        <Heading level={3}>{meeting.placeText}</Heading>
        <View className="topic-words">{meeting.agenda}</View>
        {meeting.cancelReason === null ? (
          <Text className="lx-small lx-num">{roomText(meeting)}</Text>
        ) : (
          <Banner tone="warning">{`取消的原因：${meeting.cancelReason}`}</Banner>
        )}
        {own ? <Banner tone={mine?.seat || mine?.attended ? 'success' : 'info'}>{own}</Banner> : null}
        <Seat topicId={topicId} meeting={meeting} signedIn={signedIn} />
        {children}
        <Minutes minutes={meeting.minutes} now={now} />
      </View>
    </Card>
  );
}

function Seat({ topicId, meeting, signedIn }: Pick<MeetingCardProps, 'topicId' | 'meeting' | 'signedIn'>) {
  const { busy, act } = useAct();
  const params = { id: topicId, mid: meeting.id };
  const keep = (answer: MeetingsView) => putApi(listMeetings, { params: { id: topicId } }, answer);
  const take = async () => {
    if (!(await ensureSignedIn(`${routes.topicMeetings}?id=${topicId}`))) return;
    await act(async () => keep(await call(takeMeetingSeat, { params })), '已报名');
    await refreshApi(listMeetings);
  };
  const leave = async () => {
    const text = '座位会让给排在最前面的邻居；再报名要排到后面。';
    if (!(await confirm({ title: '取消报名？', text, yes: '取消报名', no: '还是去' }))) return;
    await act(async () => keep(await call(leaveMeetingSeat, { params })), '已取消报名');
  };
  if (meeting.maySignUp || (!signedIn && meeting.state === 'open'))
    return (
      <Button icon="check" loading={busy} onPress={() => void take()}>
        {meeting.signedUp >= meeting.seats ? '报名排队' : '我要参加'}
      </Button>
    );
  if (!meeting.mayLeave) return null;
  return (
    <View className="topic-buttons">
      {meeting.mine?.seat && meeting.state === 'open' ? (
        <Button
          kind="secondary"
          icon="calendar"
          onPress={() => void act(() => addToCalendar(entryOf(topicId, meeting)))}
        >
          加到日历
        </Button>
      ) : null}
      <Button kind="ghost" icon="undo" loading={busy} onPress={() => void leave()}>
        取消报名
      </Button>
    </View>
  );
}

const entryOf = (topicId: string, { id, start, end, placeText, agenda }: MeetingView) => ({
  file: fileUrl(`/api/v1/topics/${topicId}/meetings/${id}/calendar.ics`),
  title: '坝坝会',
  note: agenda,
  where: placeText,
  startMs: Date.parse(start),
  endMs: Date.parse(end),
});

function Minutes({ minutes, now }: { minutes: MeetingView['minutes']; now: number }) {
  if (!minutes) return null;
  return (
    <View className="topic-reply lx-stack">
      <Text className="lx-caption">
        {`会议纪要 · ${minutes.who} · ${friendlyTime(Date.parse(minutes.at), now)}`}
      </Text>
      <View className="topic-words">{minutes.text}</View>
      <PhotoStrip photos={minutes.photos.map((photo) => ({ ...photo, stage: 'before', review: null }))} />
    </View>
  );
}
