import { useCallback, useState } from 'react';
import { checkInMeeting, getMeetingCodes, listMeetings } from '@shared/meetings/contract';
import { type MeetingsView } from '@shared/meetings/schemas';
import { call, putApi, useApi } from '@miniapp/client';
import { Banner, Button, Field, TextInput, View } from '@miniapp/ui';
import { CODES_POLL_MS, RotatingCode } from '@miniapp/widgets/check-in/rotating-code';
import { type SeenCode, useCode } from '@miniapp/widgets/check-in/use-code';
import { useAct } from '../hooks/use-act';

interface Ids {
  topicId: string;
  meetingId: string;
}

/** For who is there: the code on the organiser's screen. */
export function MeetingCheckIn({ topicId, meetingId }: Ids) {
  const { busy, act } = useAct();
  const [typed, setTyped] = useState('');
  const send = useCallback(
    ({ code, capturedAt }: SeenCode) =>
      call(checkInMeeting, { params: { id: topicId, mid: meetingId }, body: { code, capturedAt } }),
    [topicId, meetingId],
  );
  const onDone = useCallback(
    (answer: MeetingsView) => {
      putApi(listMeetings, { params: { id: topicId } }, answer);
      return Promise.resolve();
    },
    [topicId],
  );
  const { kept, enter } = useCode(send, onDone);
  if (kept) return <Banner tone="warning">没有网络，码已记下，有网就自动签到，请别关掉这一页</Banner>;
  return (
    <View className="lx-stack">
      <Field label="签到码" hint="会场屏幕上的 6 位数字，30 秒一换">
        <TextInput kind="number" maxLength={6} placeholder="6 位数字" onChange={setTyped} />
      </Field>
      <Button
        icon="check"
        loading={busy}
        disabled={typed.replace(/\D/g, '').length !== 6}
        onPress={() => void act(() => enter(typed))}
      >
        签到
      </Button>
    </View>
  );
}

/** For the organiser to hold up. */
export function MeetingCode({ topicId, meetingId }: Ids) {
  const params = { id: topicId, mid: meetingId };
  const { data, dataUpdatedAt } = useApi(getMeetingCodes, { params }, { pollMs: CODES_POLL_MS });
  return <RotatingCode codes={data} cameAt={dataUpdatedAt} hint="请到场的人打开议题的坝坝会，输入这个码。" />;
}
