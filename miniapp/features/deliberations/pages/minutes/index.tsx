import { useState } from 'react';
import { getTopic } from '@shared/deliberations/contract';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import { listMeetings, writeMinutes } from '@shared/meetings/contract';
import { type MeetingView } from '@shared/meetings/schemas';
import { numberWarning } from '@shared/text/redact';
import { call, putApi, refreshApi, useApi, useHasRole, usePhotoList, usePhotos } from '@miniapp/client';
import { goBack, useQuery } from '@miniapp/platform/navigation';
import { Banner, Button, Empty, Field, Page, Skeleton, Text, TextArea, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { UploadField } from '@miniapp/widgets/upload-field';
import { useNow } from '@miniapp/widgets/use-now';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { useForm } from '../../hooks/use-form';
import { spanText } from '../../model/meeting';
import '../../deliberations.scss';

/** `?id=` of a topic, `&meeting=`: what was said, with photos. */
export default function MinutesPage() {
  const { id = '', meeting } = useQuery();
  const leads = useHasRole(...TOPIC_ORGANISERS);
  const query = useApi(listMeetings, { params: { id } }, { enabled: leads });
  return (
    <Page title="坝坝会纪要" width="form">
      {leads ? (
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
          {({ items, mayOrganise }) => {
            const found = items.find((each) => each.id === meeting);
            return found && mayOrganise ? (
              <Form topicId={id} meeting={found} />
            ) : (
              <Empty icon="lock" title="没有找到这次坝坝会" note="请从议题里重新打开。" />
            );
          }}
        </Loaded>
      ) : (
        <Empty icon="lock" title="纪要由当地的中心来写" />
      )}
    </Page>
  );
}

function Form({ topicId, meeting }: { topicId: string; meeting: MeetingView }) {
  const now = useNow();
  const [initial] = useState(meeting.minutes?.text ?? '');
  const [text, setText] = useState(initial);
  const list = usePhotoList();
  const photos = usePhotos(list);
  useUnsaved(text !== initial || photos.length > 0);
  const { busy, wrong, send } = useForm();
  const kept = meeting.minutes?.photos ?? [];
  const save = async () => {
    if (photos.some(({ state }) => state !== 'done')) return toast.info('照片还没有传完');
    const uploadIds = [...kept.map(({ id }) => id), ...photos.flatMap(({ uploadId }) => uploadId ?? [])];
    const params = { id: topicId };
    const sent = await send(async () => {
      const input = { params: { id: topicId, mid: meeting.id }, body: { text, uploadIds } };
      putApi(listMeetings, { params }, await call(writeMinutes, input));
      await refreshApi(getTopic);
    }, '已公布');
    if (sent) await goBack();
  };
  return (
    <View className="lx-stack">
      <Text className="lx-small">{`${spanText(meeting, now)}，${meeting.placeText}，${meeting.attended} 人签到`}</Text>
      <Field
        label="说了什么、定了什么"
        hint={numberWarning(text) ?? '大家都能看到；不写谁家的私事'}
        error={wrong.text}
        required
      >
        <TextArea initial={text} rows={8} maxLength={3000} onChange={setText} />
      </Field>
      {kept.length > 0 ? <Banner>{`原来的 ${kept.length} 张照片会保留`}</Banner> : null}
      <UploadField list={list} label="会场照片" error={wrong.uploadIds} />
      <Button block icon="send" loading={busy} disabled={text.trim().length < 10} onPress={() => void save()}>
        公布纪要
      </Button>
    </View>
  );
}
