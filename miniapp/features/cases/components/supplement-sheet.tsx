import { useRef, useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { ApiProblem, explain, usePhotoList } from '@miniapp/client';
import { Button, Field, Sheet, TextArea, toast, View } from '@miniapp/ui';
import { NumberNote } from '@miniapp/widgets/content-care';
import { BESIDE_VOICE, UploadField } from '@miniapp/widgets/upload-field';
import { VoiceField } from '@miniapp/widgets/voice-field';
import { useCaseAction } from '../hooks/use-case';

/** Adds words, photos or spoken words to an open case. */
export function SupplementSheet({ item, onClose }: { item: CaseView; onClose: () => void }) {
  const photos = usePhotoList();
  const text = useRef('');
  const [typed, setTyped] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const act = useCaseAction(item.id);
  const send = async () => {
    const words = text.current.trim();
    if (words === '' && photos.state.getState().length === 0) {
      setError('请写一句话，加一张照片，或说一段话');
      return;
    }
    setSending(true);
    setError(undefined);
    try {
      const uploadIds = await photos.settle();
      await act('supplement', {
        ...(words ? { text: words } : {}),
        ...(uploadIds.length ? { uploadIds } : {}),
        version: item.version,
      });
      toast.done('已补充，办理的人能看到');
      onClose();
    } catch (failure) {
      setError((failure instanceof ApiProblem ? failure.fieldError('text') : undefined) ?? explain(failure));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet
      open
      title="补充情况"
      onClose={onClose}
      footer={
        <Button block size="large" loading={sending} onPress={() => void send()}>
          提交补充
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label="补充说明" error={error}>
          <TextArea
            rows={3}
            maxLength={2000}
            placeholder="如：今天又往东漏到了马路上"
            onChange={(words) => {
              text.current = words;
              setTyped(words);
            }}
          />
        </Field>
        {item.visibility === 'public' ? <NumberNote text={typed} /> : null}
        <UploadField list={photos} label="照片或视频" max={BESIDE_VOICE} video />
        <VoiceField list={photos} />
      </View>
    </Sheet>
  );
}
