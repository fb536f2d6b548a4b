import { useState } from 'react';
import { Button, Field, Sheet, TextInput, View } from '@miniapp/ui';

interface SaveFilterSheetProps {
  open: boolean;
  suggested: string;
  words: string;
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

export function SaveFilterSheet(props: SaveFilterSheetProps) {
  return props.open ? <SaveForm {...props} /> : null;
}

function SaveForm({ suggested, words, onSave, onClose }: SaveFilterSheetProps) {
  const [name, setName] = useState(suggested);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const save = async (): Promise<void> => {
    if (!name.trim()) {
      setError('请起个名称');
      return;
    }
    setBusy(true);
    await onSave(name.trim());
    setBusy(false);
  };
  return (
    <Sheet
      open
      title="保存这个筛选"
      onClose={onClose}
      footer={
        <Button block loading={busy} onPress={() => void save()}>
          保存
        </Button>
      }
    >
      <View className="lx-stack">
        <View className="lx-small">{words}</View>
        <Field label="名称" hint="最多 20 个字，会显示在工作台上方" error={error} required>
          <TextInput initial={suggested} maxLength={20} onChange={setName} onEnter={() => void save()} />
        </Field>
      </View>
    </Sheet>
  );
}
