import { useState } from 'react';
import { correctAttendance, getActivity, listAttendees } from '@shared/activities/contract';
import { type Attendee, type ShiftView } from '@shared/activities/schemas';
import { call, refreshApi } from '@miniapp/client';
import {
  Button,
  Cell,
  CellList,
  Choice,
  Field,
  Sheet,
  StatusTag,
  TextArea,
  TextInput,
  View,
} from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { useAct } from '../hooks/use-act';
import { signUpWords } from '../model/words';

interface AttendeeListProps {
  activityId: string;
  shift: ShiftView;
  people: readonly Attendee[];
}

/** Everybody of a shift in the order of arrival; once it has begun, a tap sets attendance right. */
export function AttendeeList({ activityId, shift, people }: AttendeeListProps) {
  const now = useNow();
  const [chosen, setChosen] = useState<Attendee>();
  const begun = Date.parse(shift.start) <= now;
  return (
    <>
      <CellList label="报名的人">
        {people.map((person) => {
          const { id, name, arrival, state, attendance } = person;
          const words = signUpWords(person);
          const note = [
            `第 ${arrival} 个报名`,
            attendance.minutes === null ? '' : `${attendance.minutes} 分钟`,
            attendance.correction ? `更正：${attendance.correction.reason}` : '',
          ];
          return (
            <Cell
              key={id}
              title={name}
              note={note.filter(Boolean).join(' · ')}
              value={
                <StatusTag tone={words.tone} icon={words.icon}>
                  {words.text}
                </StatusTag>
              }
              onPress={begun && state === 'confirmed' ? () => setChosen(person) : undefined}
            />
          );
        })}
      </CellList>
      {chosen ? (
        <CorrectSheet
          activityId={activityId}
          shift={shift}
          person={chosen}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
    </>
  );
}

const CAME = [
  { value: 'yes', text: '到了' },
  { value: 'no', text: '没有到' },
] as const;

interface CorrectSheetProps {
  activityId: string;
  shift: ShiftView;
  person: Attendee;
  onClose: () => void;
}

function CorrectSheet({ activityId, shift, person, onClose }: CorrectSheetProps) {
  const { busy, act } = useAct();
  const whole = Math.floor((Date.parse(shift.end) - Date.parse(shift.start)) / 60_000);
  const [came, setCame] = useState<'yes' | 'no'>(person.attendance.state === 'absent' ? 'no' : 'yes');
  const [minutes, setMinutes] = useState(String(person.attendance.minutes ?? whole));
  const [reason, setReason] = useState('');
  const send = async (): Promise<void> => {
    const done = await act(
      'correct',
      async () => {
        await call(correctAttendance, {
          params: { id: activityId, signUpId: person.id },
          body: {
            present: came === 'yes',
            ...(came === 'yes' && { minutes: Number(minutes) }),
            reason,
            version: person.version,
          },
        });
        await refreshApi(listAttendees, getActivity);
      },
      '已更正',
    );
    if (done) onClose();
  };
  return (
    <Sheet
      open
      title={`更正：${person.name}`}
      onClose={onClose}
      footer={
        <Button
          block
          loading={busy === 'correct'}
          disabled={reason.trim().length < 2 || (came === 'yes' && !/^\d{1,4}$/.test(minutes))}
          onPress={() => void send()}
        >
          更正
        </Button>
      }
    >
      <View className="lx-stack">
        <Choice label="到了没有" options={CAME} value={came} onChange={setCame} />
        {came === 'yes' ? (
          <Field label="服务多少分钟" hint={`这一班一共 ${whole} 分钟`} required>
            <TextInput kind="number" initial={minutes} maxLength={4} onChange={setMinutes} />
          </Field>
        ) : null}
        <Field label="更正原因" hint="本人看得到；积分另记一笔" required>
          <TextArea rows={2} maxLength={200} placeholder="如 手机没电，到场登记在纸上" onChange={setReason} />
        </Field>
      </View>
    </Sheet>
  );
}
