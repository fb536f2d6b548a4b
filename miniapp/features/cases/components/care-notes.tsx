import { useRef, useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { type CareView } from '@shared/moderation/schemas';
import { Banner, Button, Field, Sheet, TextArea } from '@miniapp/ui';
import { useCare } from '@miniapp/widgets/content-care';

const what = ({ kind }: CareView) => (kind === 'photo' ? '一张照片' : '一段文字');

/** In the reporter's words: what of his case others do not see, why, and what he can do. */
export function careNote(mark: CareView): string {
  if (mark.state === 'pending') return `${what(mark)}要审核后才公开，不影响办理，办理的人看得到。`;
  const why = [mark.reasonName, mark.words].filter(Boolean).join('：');
  const done = mark.state === 'redacted' ? `${what(mark)}公开时遮盖了一部分` : `${what(mark)}没有公开`;
  return `${done}（${why}）。${mark.asked ? '您已申请复核，请等结果。' : ''}`;
}

/** For the reporter: a line for each thing that is kept from the public. Photos that wait are told of together. */
export function CareNotes({ item }: { item: CaseView }) {
  const [asking, setAsking] = useState<CareView>();
  if (item.viewer !== 'reporter') return null;
  const photos = item.care.filter(({ kind, state }) => kind === 'photo' && state === 'pending');
  const others = item.care.filter((mark) => !photos.includes(mark));
  return (
    <>
      {photos.length > 0 ? (
        <Banner>{`${photos.length} 张照片要审核后才公开，不影响办理，办理的人看得到。`}</Banner>
      ) : null}
      {others.map((mark) => (
        <Banner
          key={mark.item}
          tone={mark.state === 'pending' ? 'info' : 'warning'}
          action={mark.mayAsk ? { text: '申请复核', onPress: () => setAsking(mark) } : undefined}
        >
          {careNote(mark)}
        </Banner>
      ))}
      {asking ? <AskSheet id={item.id} mark={asking} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}

function AskSheet({ id, mark, onClose }: { id: string; mark: CareView; onClose: () => void }) {
  const text = useRef('');
  const [error, setError] = useState<string>();
  const { busy, askAgain } = useCare(id);
  const send = async () => {
    const words = text.current.trim();
    setError(words === '' ? '请写一句理由' : undefined);
    if (words !== '' && (await askAgain({ item: mark.item, text: words }))) onClose();
  };
  return (
    <Sheet
      open
      title="申请复核"
      onClose={onClose}
      footer={
        <Button block size="large" loading={busy} onPress={() => void send()}>
          提交
        </Button>
      }
    >
      <Field label="为什么应该公开" hint="每项内容可以申请一次" error={error} required>
        <TextArea
          rows={3}
          maxLength={200}
          onChange={(words) => {
            text.current = words;
          }}
        />
      </Field>
    </Sheet>
  );
}
