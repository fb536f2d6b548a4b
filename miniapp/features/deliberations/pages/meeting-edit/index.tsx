import { useState } from 'react';
import { getTopic } from '@shared/deliberations/contract';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import { changeMeeting, createMeeting, listMeetings } from '@shared/meetings/contract';
import { type MeetingView } from '@shared/meetings/schemas';
import { call, newKey, putApi, refreshApi, useApi, useHasRole } from '@miniapp/client';
import { goBack, useQuery } from '@miniapp/platform/navigation';
import { Button, Empty, Field, Page, Skeleton, TextArea, TextInput, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { sayMissing } from '@miniapp/widgets/say-missing';
import { useForm } from '../../hooks/use-form';
import { draftOf, type MeetingDraft, NEW_MEETING, readMeeting } from '../../model/meeting';
import '../../deliberations.scss';

/** `?id=` of a topic, `&meeting=` to change one that is called already. */
export default function EditMeetingPage() {
  const { id = '', meeting } = useQuery();
  const leads = useHasRole(...TOPIC_ORGANISERS);
  const query = useApi(listMeetings, { params: { id } }, { enabled: leads });
  return (
    <Page title={meeting ? '改时间地点' : '召集坝坝会'} width="form">
      {leads ? (
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
          {({ items, mayOrganise }) =>
            mayOrganise ? (
              <Form topicId={id} before={items.find((each) => each.id === meeting)} />
            ) : (
              <Empty icon="lock" title="这是别处的议题" note="由那里的中心来召集。" />
            )
          }
        </Loaded>
      ) : (
        <Empty icon="lock" title="坝坝会由当地的中心召集" />
      )}
    </Page>
  );
}

function Form({ topicId, before }: { topicId: string; before: MeetingView | undefined }) {
  const [initial] = useState<MeetingDraft>(() => (before ? draftOf(before) : NEW_MEETING));
  const [draft, setDraft] = useState(initial);
  const [reason, setReason] = useState('');
  useUnsaved(draft !== initial || reason !== '');
  const [key] = useState(newKey);
  const { busy, wrong, setWrong, send } = useForm();
  const change = (part: Partial<MeetingDraft>) => setDraft((now) => ({ ...now, ...part }));
  const save = async () => {
    const read = readMeeting(draft);
    const noReason = before !== undefined && reason.trim().length < 4;
    setWrong({ ...read.wrong, ...(noReason && { reason: '请写为什么改' }) });
    if (!read.meeting || noReason) return sayMissing();
    const body = read.meeting;
    const params = { id: topicId };
    const sent = await send(async () => {
      const answer = before
        ? await call(changeMeeting, { params: { id: topicId, mid: before.id }, body: { ...body, reason } })
        : await call(createMeeting, { params, body }, { idempotencyKey: key });
      putApi(listMeetings, { params }, answer);
      await refreshApi(getTopic);
    }, '已告诉参与的人');
    if (sent) await goBack();
  };
  return (
    <View className="lx-stack">
      <Field label="什么时候开始" hint="至少提前两个小时" error={wrong.start} required>
        <TextInput
          initial={draft.start}
          maxLength={20}
          placeholder="如 2026-12-05 19:00"
          onChange={(start) => change({ start })}
        />
      </Field>
      <Field label="什么时候结束" hint="同一天的，写几点就行" error={wrong.end} required>
        <TextInput
          initial={draft.end}
          maxLength={20}
          placeholder="如 20:30"
          onChange={(end) => change({ end })}
        />
      </Field>
      <Field label="在哪里开" error={wrong.placeText} required>
        <TextInput
          initial={draft.placeText}
          maxLength={120}
          placeholder="如：三号楼前的坝子"
          onChange={(placeText) => change({ placeText })}
        />
      </Field>
      <Field label="座位" hint="满了以后来的排队，有人取消按先后补上" error={wrong.seats} required>
        <TextInput
          kind="number"
          initial={draft.seats}
          maxLength={3}
          onChange={(seats) => change({ seats })}
        />
      </Field>
      <Field label="要谈什么" error={wrong.agenda} required>
        <TextArea
          initial={draft.agenda}
          rows={4}
          maxLength={1000}
          onChange={(agenda) => change({ agenda })}
        />
      </Field>
      {before ? (
        <Field label="为什么改" hint="参与议题的人都会收到" error={wrong.reason} required>
          <TextArea rows={2} maxLength={200} onChange={setReason} />
        </Field>
      ) : null}
      <Button block icon="megaphone" loading={busy} onPress={() => void save()}>
        {before ? '改好并通知' : '召集并通知'}
      </Button>
    </View>
  );
}
