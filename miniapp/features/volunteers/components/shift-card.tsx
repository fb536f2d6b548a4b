import {
  cancelSignUp,
  checkOut,
  confirmSignUp,
  getActivity,
  listActivities,
  myActivities,
  signUp,
} from '@shared/activities/contract';
import { type ActivityView, type ShiftView } from '@shared/activities/schemas';
import { call, fileUrl, putApi, refreshApi, useUser } from '@miniapp/client';
import { addToCalendar } from '@miniapp/platform/calendar';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, confirm, StatusTag, Tag, toast, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { useNow } from '@miniapp/widgets/use-now';
import { useAct } from '../hooks/use-act';
import { roomText, signUpNote, signUpWords, skillsText, spanText, waitingText } from '../model/words';
import { CheckIn } from './check-in';

interface ShiftCardProps {
  activity: ActivityView;
  shift: ShiftView;
  number: number;
}

/** One shift: when, how much room, and the one thing I can do about it now. */
export function ShiftCard({ activity, shift, number }: ShiftCardProps) {
  const now = useNow();
  const { mine, skills } = shift;
  const words = mine && signUpWords(mine);
  const note = mine && signUpNote(mine, now);
  return (
    <Card
      title={activity.shifts.length > 1 ? `第 ${number} 班` : '时间和名额'}
      extra={
        words ? (
          <StatusTag tone={words.tone} icon={words.icon}>
            {words.text}
          </StatusTag>
        ) : undefined
      }
    >
      <View className="lx-stack">
        <View>{spanText(shift.start, shift.end, now)}</View>
        <View className="lx-small lx-num">
          {[roomText(shift), waitingText(shift)].filter(Boolean).join(' · ')}
        </View>
        {skills.length > 0 ? (
          <View className="vol-tags">
            <Tag icon="wrench">{`需要会${skillsText(skills)}`}</Tag>
          </View>
        ) : null}
        {note ? <View className="lx-small">{note}</View> : null}
        <Actions activity={activity} shift={shift} />
      </View>
    </Card>
  );
}

function Actions({ activity, shift }: Omit<ShiftCardProps, 'number'>) {
  const user = useUser();
  const now = useNow();
  const { busy, act } = useAct();
  const { mine, problem } = shift;
  const at = { params: { id: activity.id, shiftId: shift.id } };
  const show = async (answer: ActivityView): Promise<void> => {
    putApi(getActivity, { params: { id: activity.id } }, answer);
    await refreshApi(listActivities, myActivities);
  };
  const join = async (): Promise<void> => {
    if (!(await ensureSignedIn(`${routes.activity}?id=${activity.id}`))) return;
    await act('join', async () => {
      const answer = await call(signUp, at);
      await show(answer);
      const state = answer.shifts.find(({ id }) => id === shift.id)?.mine?.state;
      toast.done(state === 'confirmed' ? '报上名了' : '已排进候补');
    });
  };
  const leave = async (): Promise<void> => {
    const text = shift.cancelCounts
      ? '离开始不到 2 小时，现在取消会记一次爽约。'
      : '名额会让给下一位候补的人。';
    const question = { title: '取消报名？', text, yes: '取消报名', no: '再想想', danger: true };
    if (!(await confirm(question))) return;
    await act('leave', async () => show(await call(cancelSignUp, at)), '已取消');
  };
  const standing = mine !== null && ['waiting', 'offered', 'confirmed'].includes(mine.state);
  const came = mine !== null && mine.attendance.state !== 'none';
  if (activity.state === 'cancelled') return null;
  if (!standing)
    return problem && user ? (
      <View className="lx-stack">
        <View className="lx-small">{problem}</View>
        {problem.includes('注册') ? (
          <Button kind="secondary" icon="heart" onPress={() => void openPage(routes.volunteerProfile)}>
            去注册志愿者
          </Button>
        ) : null}
      </View>
    ) : (
      <Button block icon="heart" loading={busy === 'join'} onPress={() => void join()}>
        {shift.held < shift.capacity ? '报名' : '排候补'}
      </Button>
    );
  return (
    <View className="lx-stack">
      {mine?.state === 'offered' ? (
        <Button
          block
          icon="check"
          loading={busy === 'yes'}
          onPress={() => void act('yes', async () => show(await call(confirmSignUp, at)), '已确认参加')}
        >
          确认参加
        </Button>
      ) : null}
      {shift.checkIn ? <CheckIn activity={activity} onDone={show} /> : null}
      {mine?.attendance.state === 'in' ? (
        <Button
          block
          icon="sign-out"
          loading={busy === 'out'}
          onPress={() =>
            void act(
              'out',
              async () => show(await call(checkOut, { params: { id: activity.id } })),
              '已签退，辛苦了',
            )
          }
        >
          签退
        </Button>
      ) : null}
      {came || Date.parse(shift.start) <= now ? null : (
        <View className="vol-buttons">
          {mine?.state === 'confirmed' ? (
            <Button
              kind="secondary"
              icon="calendar"
              onPress={() => void act('calendar', () => addToCalendar(entryOf(activity, shift)))}
            >
              加到日历
            </Button>
          ) : null}
          <Button kind="danger" icon="close" loading={busy === 'leave'} onPress={() => void leave()}>
            {mine?.state === 'waiting' ? '退出候补' : '取消报名'}
          </Button>
        </View>
      )}
    </View>
  );
}

const entryOf = ({ id, title, addressText, bring }: ActivityView, shift: ShiftView) => ({
  file: fileUrl(`/api/v1/activities/${id}/shifts/${shift.id}/calendar.ics`),
  title,
  note: bring ? `请带：${bring}` : '',
  where: addressText,
  startMs: Date.parse(shift.start),
  endMs: Date.parse(shift.end),
});
