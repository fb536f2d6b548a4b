import { useRef, useState } from 'react';
import { type ActionInput } from '@shared/cases/action-bodies';
import { explain, usePhotoList } from '@miniapp/client';
import { Button, Field, Sheet, TextArea, View } from '@miniapp/ui';
import { UploadField } from '@miniapp/widgets/upload-field';
import { type WishAction } from './wish-card';

const WORDS = {
  fulfil: {
    title: '完成心愿',
    label: '说说经过',
    hint: '如：轮椅已经送到，教会了怎么收',
    done: '完成了，谢谢您',
  },
  handBack: { title: '交还心愿', label: '为什么', hint: '如：要出差，来不及', done: '已交还，别人可以认领' },
  thank: { title: '说声谢谢', label: '想说的话', hint: '如：谢谢您，老伴很高兴', done: '谢意已经送到' },
} as const;

export interface WishWordsProps {
  action: keyof typeof WORDS;
  onClose: () => void;
  onSend: <A extends WishAction>(action: A, body: ActionInput<A>, done: string) => Promise<boolean>;
}

/** Words, and for what is fulfilled a photo. */
export function WishWords({ action, onClose, onSend }: WishWordsProps) {
  const photos = usePhotoList();
  const text = useRef('');
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  const { title, label, hint, done } = WORDS[action];
  const send = async () => {
    const words = text.current.trim();
    if (words === '') return setError('请写一句话');
    if (action === 'fulfil' && photos.state.getState().length === 0)
      return setError('请拍一张照片，让大家放心');
    setSending(true);
    setError(undefined);
    try {
      const sent =
        action === 'fulfil'
          ? await onSend('fulfil', { text: words, uploadIds: await photos.settle() }, done)
          : await onSend(action, { text: words }, done);
      if (sent) onClose();
    } catch (failure) {
      setError(explain(failure));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      footer={
        <Button block size="large" loading={sending} onPress={() => void send()}>
          发送
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label={label} error={error} required>
          <TextArea
            rows={3}
            maxLength={500}
            placeholder={hint}
            onChange={(words) => (text.current = words)}
          />
        </Field>
        {action === 'fulfil' ? (
          <UploadField list={photos} label="照片" hint="不要拍到孩子和病人的脸" max={3} required />
        ) : null}
      </View>
    </Sheet>
  );
}
