import { useState } from 'react';
import { Cell, CellList, Empty, Sheet, TextInput, View } from '@miniapp/ui';

interface Line {
  value: string;
  name: string;
  note?: string;
}
export interface CatalogueSheetProps {
  title: string;
  open: boolean;
  lines: readonly Line[];
  chosen: readonly string[];
  onPick: (value: string) => void;
  onClose: () => void;
}

/** One entry of a list that is too long to show as buttons, narrowed by typing. */
export function CatalogueSheet({ title, open, lines, chosen, onPick, onClose }: CatalogueSheetProps) {
  const [words, setWords] = useState('');
  const found = lines.filter(({ name, note }) => `${name}${note ?? ''}`.includes(words.trim()));
  const close = () => {
    setWords('');
    onClose();
  };
  return (
    <Sheet open={open} title={title} onClose={close}>
      <View className="lx-stack">
        <TextInput kind="search" label="搜索" placeholder="搜索名称" onChange={setWords} />
        {found.length === 0 ? <Empty icon="search" title="没有找到" note="换个说法试试。" /> : null}
        <CellList label={title}>
          {found.map(({ value, name, note }) => (
            <Cell
              key={value}
              title={name}
              note={note}
              value={chosen.includes(value) ? '已选' : undefined}
              onPress={() => {
                onPick(value);
                close();
              }}
            />
          ))}
        </CellList>
      </View>
    </Sheet>
  );
}
