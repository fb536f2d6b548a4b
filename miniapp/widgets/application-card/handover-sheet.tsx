import { useState } from 'react';
import {
  type ApplicationView,
  type Handover,
  HANDOVER_NAMES,
  handoverProblem,
  HANDOVERS,
  RECEIVER_NAMES,
  RECEIVERS,
  type Receiver,
} from '@shared/services/application';
import { handOverResult } from '@shared/services/contract';
import { readTime } from '@shared/time/typed-time';
import { call, usePhotoList } from '@miniapp/client';
import { Banner, Button, Choice, Field, Sheet, TextArea, TextInput, View } from '@miniapp/ui';
import { UploadField } from '../upload-field';
import { useApplicationAct } from './use-application-act';

const METHODS = HANDOVERS.map((value) => ({ value, text: HANDOVER_NAMES[value] }));
const WHOM: { value: Receiver | 'later'; text: string }[] = [
  ...RECEIVERS.map((value) => ({ value, text: RECEIVER_NAMES[value] })),
  { value: 'later', text: '还没领走' },
];

/** How the result came to the resident, into whose hands and when; it answers the case. */
export function HandoverSheet({
  application,
  onClose,
}: {
  application: ApplicationView;
  onClose: () => void;
}) {
  const photos = usePhotoList();
  const [method, setMethod] = useState<Handover>(application.how === 'online' ? 'online' : 'pickup');
  const [who, setWho] = useState<Receiver | 'later'>('later');
  const [name, setName] = useState('');
  const [at, setAt] = useState('');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { run, busy, error } = useApplicationAct(onClose);
  const byHand = method === 'pickup' || method === 'door';
  const whom = method === 'door' ? WHOM.filter(({ value }) => value !== 'later') : WHOM;
  const send = () => {
    const given = at.trim() === '' ? undefined : readTime(at);
    const to = byHand && who !== 'later' ? { who, ...(who !== 'self' && { name: name.trim() }) } : undefined;
    const when = given ?? undefined;
    const problem = handoverProblem({ method, to, at: when }, Date.now());
    const found = {
      ...(text.trim() === '' && { text: '请写一句给居民的话' }),
      ...(given === null && { at: '请写成 2026-11-30 09:30' }),
      ...(problem && { [problem.path]: problem.message }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const body = photos.settle().then((uploadIds) => ({
      method,
      text: text.trim(),
      ...(to && { to }),
      ...(when && { at: when }),
      ...(uploadIds.length > 0 && { uploadIds }),
      version: application.version,
    }));
    void run(
      body,
      (ready, idempotencyKey) =>
        call(handOverResult, { params: { id: application.caseId }, body: ready }, { idempotencyKey }),
      '交付记下了，已答复居民',
    );
  };
  return (
    <Sheet
      open
      title="交付结果"
      onClose={onClose}
      footer={
        <Button block size="large" icon="send" loading={busy} onPress={send}>
          交付并答复居民
        </Button>
      }
    >
      <View className="lx-stack">
        {error ? (
          <Banner tone="danger" urgent>
            {error}
          </Banner>
        ) : null}
        <Field label="怎样交给居民" required group>
          <Choice
            options={METHODS}
            value={method}
            onChange={(next) => {
              setMethod(next);
              if (next === 'door' && who === 'later') setWho('self');
            }}
          />
        </Field>
        {byHand ? (
          <Field label="交给了谁" error={wrong.to} required group>
            <Choice options={whom} value={who} onChange={setWho} />
          </Field>
        ) : null}
        {byHand && (who === 'family' || who === 'agent') ? (
          <Field
            label="收件人姓名"
            hint="加密保存，只有居民和经办的人看得到"
            error={wrong['to.name']}
            required
          >
            <TextInput maxLength={20} onChange={setName} />
          </Field>
        ) : null}
        <Field label="什么时候" hint="不填就是现在" error={wrong.at}>
          <TextInput maxLength={20} placeholder="如：2026-11-30 09:30" onChange={setAt} />
        </Field>
        <Field label="告诉居民" error={wrong.text} required>
          <TextArea
            rows={3}
            maxLength={500}
            placeholder="如：证办好了，请带身份证到社区服务站 2 号窗口领取"
            onChange={setText}
          />
        </Field>
        <UploadField list={photos} label="结果照片（选填）" hint="如：证件封面、签收单，不要拍到身份证号" />
      </View>
    </Sheet>
  );
}
