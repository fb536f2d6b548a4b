import { useEffect, useRef } from 'react';
import { TextInput, View } from '@miniapp/ui';

/** Typing goes on for so long before anything is asked of the server. */
const PAUSE_MS = 400;

/** Finds a case by number, phone tail, pinyin initials or words; empty shows the queues again. */
export function SearchBox({ onSearch }: { onSearch: (words: string) => void }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <View className="workbench__search">
      <TextInput
        kind="search"
        label="搜索事项"
        maxLength={60}
        placeholder="编号、手机尾号、拼音首字母、字词"
        onChange={(typed) => {
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onSearch(typed), PAUSE_MS);
        }}
      />
    </View>
  );
}
