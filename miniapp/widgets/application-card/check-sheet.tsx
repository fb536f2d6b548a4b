import { useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { type ApplicationView } from '@shared/services/application';
import { markChecklist } from '@shared/services/contract';
import { call } from '@miniapp/client';
import { Banner, Button, Card, Choice, Field, Sheet, TextInput, View } from '@miniapp/ui';
import { PhotoStrip } from '../photo-strip';
import { useApplicationAct } from './use-application-act';

const MARKS = [
  { value: 'ok', text: '合格' },
  { value: 'missing', text: '要补' },
] as const;
type Mark = (typeof MARKS)[number]['value'];

interface Props {
  application: ApplicationView;
  photos: CaseView['photos'];
  onClose: () => void;
}

/** Goes through the materials; what is marked as missing is told to the resident with its reason. */
export function CheckSheet({ application, photos, onClose }: Props) {
  const [marks, setMarks] = useState<Record<number, Mark | undefined>>(() =>
    application.checklist.map(({ state }) => (state === 'ok' || state === 'missing' ? state : undefined)),
  );
  const [comments, setComments] = useState<Record<number, string>>(() =>
    application.checklist.map(({ comment }) => comment ?? ''),
  );
  const { run, busy, error, setError } = useApplicationAct(onClose);
  const changed = application.checklist.flatMap(({ state, comment }, index) => {
    const mark = marks[index];
    const words = (comments[index] ?? '').trim();
    if (!mark || (mark === state && (mark === 'ok' || words === (comment ?? '')))) return [];
    return [{ index, state: mark, ...(mark === 'missing' && words && { comment: words }) }];
  });
  const missing = changed.filter(({ state }) => state === 'missing').length;
  const send = () => {
    if (changed.length === 0) return setError('还没有改动，请先标出合格或要补的');
    void run(
      { marks: changed, version: application.version },
      (body) => call(markChecklist, { params: { id: application.caseId }, body }),
      missing > 0 ? '记下了，已告诉居民要补什么' : '记下了',
    );
  };
  return (
    <Sheet
      open
      title="核对材料"
      onClose={onClose}
      footer={
        <Button block size="large" loading={busy} onPress={send}>
          {missing > 0 ? `保存，请居民补 ${missing} 份` : '保存'}
        </Button>
      }
    >
      <View className="lx-stack">
        {error ? (
          <Banner tone="danger" urgent>
            {error}
          </Banner>
        ) : null}
        {application.checklist.map(({ name, note, uploadIds }, index) => {
          const given = photos.filter(({ id }) => uploadIds.includes(id));
          return (
            <Card key={name} title={name}>
              <View className="lx-stack">
                {note ? <View className="lx-small">{note}</View> : null}
                {given.length > 0 ? (
                  <PhotoStrip photos={given} />
                ) : (
                  <View className="lx-caption">还没有照片；看过原件的也可以标合格</View>
                )}
                <Choice
                  label={`${name}怎么样`}
                  options={MARKS}
                  value={marks[index]}
                  onChange={(mark) => setMarks({ ...marks, [index]: mark })}
                />
                {marks[index] === 'missing' ? (
                  <Field label="缺什么" hint="居民会看到">
                    <TextInput
                      initial={comments[index]}
                      maxLength={100}
                      placeholder="如：反面没拍清，请重拍"
                      onChange={(words) => setComments({ ...comments, [index]: words })}
                    />
                  </Field>
                ) : null}
              </View>
            </Card>
          );
        })}
      </View>
    </Sheet>
  );
}
