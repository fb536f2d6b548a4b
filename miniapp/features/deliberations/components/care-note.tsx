import { useState } from 'react';
import { type ItemCareView } from '@shared/deliberations/schemas';
import { appealItem } from '@shared/deliberations/contribution-contract';
import { call } from '@miniapp/client';
import { Banner, Button, Field, Sheet, TextArea } from '@miniapp/ui';
import { useAct } from '../hooks/use-act';

interface CareNoteProps {
  topicId: string;
  itemId: string;
  care: ItemCareView;
  onChanged: () => void;
}

/** Why something is not there for everybody, and the way to ask for a second look. */
export function CareNote({ topicId, itemId, care, onChanged }: CareNoteProps) {
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const { busy, act } = useAct();
  if (!care) return null;
  const send = async () => {
    const input = { params: { id: topicId, item: itemId }, body: { text } };
    if (await act(() => call(appealItem, input), '已提交，等待答复')) {
      setAsking(false);
      onChanged();
    }
  };
  return (
    <>
      <Banner
        tone={care.state === 'removed' ? 'warning' : 'info'}
        action={care.mayAppeal ? { text: '申诉', onPress: () => setAsking(true) } : undefined}
      >
        {care.state === 'removed' ? `已移除：${care.reason}` : '等待审核，现在只有您自己看得到'}
        {care.appeal ? `。您的申诉：${care.appeal}` : ''}
        {care.answer ? `。答复：${care.answer}` : ''}
      </Banner>
      <Sheet
        open={asking}
        title="请再看一眼"
        onClose={() => setAsking(false)}
        footer={
          <Button block loading={busy} disabled={text.trim().length < 4} onPress={() => void send()}>
            提交申诉
          </Button>
        }
      >
        <Field label="为什么应该公开" hint="由另一位工作人员来看，只能申诉一次">
          <TextArea rows={4} maxLength={200} onChange={setText} />
        </Field>
      </Sheet>
    </>
  );
}
