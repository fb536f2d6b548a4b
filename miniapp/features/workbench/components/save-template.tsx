import { useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { PLACEHOLDERS } from '@shared/templates/fill';
import { Button, Choice, Field, Sheet, TextArea, View } from '@miniapp/ui';
import { type Templates } from '../hooks/use-templates';

interface Props {
  view: CaseView;
  written: string;
  onSave: Templates['save'];
  onClose: () => void;
}

/** What was typed, kept for the next time: for this category or for all. */
export function SaveTemplate({ view, written, onSave, onClose }: Props) {
  const [text, setText] = useState(written.slice(0, 500));
  const [scope, setScope] = useState<'category' | 'all'>('category');
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    const done = await onSave({ text, ...(scope === 'category' && { categoryCode: view.category.code }) });
    setSaving(false);
    if (done) onClose();
  };
  return (
    <Sheet
      open
      title="存为我的常用语"
      onClose={onClose}
      footer={
        <Button block loading={saving} disabled={text.trim().length < 2} onPress={() => void save()}>
          存起来
        </Button>
      }
    >
      <View className="lx-stack">
        <Field
          label="常用语"
          hint={`写成 ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')} 的地方，用时自动换成这件事的内容`}
        >
          <TextArea initial={text} rows={5} maxLength={500} counter onChange={setText} />
        </Field>
        <Field label="什么时候用" group>
          <Choice
            options={[
              { value: 'category', text: `只在「${view.category.name}」时` },
              { value: 'all', text: '所有类别' },
            ]}
            value={scope}
            onChange={setScope}
          />
        </Field>
      </View>
    </Sheet>
  );
}
