import { useEffect, useState } from 'react';
import { TextInput, View } from '@miniapp/ui';

/** Typing goes on for so long before anything is asked of the server. */
const PAUSE_MS = 400;

/** Finds a case by number, phone tail, pinyin initials or words; empty shows the queues again. */
export function SearchBox({ onSearch }: { onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed), PAUSE_MS);
    return () => clearTimeout(timer);
    // Only what was typed starts a search: the handler is made anew with every rendering.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed]);
  return (
    <View className="workbench__search">
      <TextInput
        kind="search"
        label="搜索事项"
        maxLength={60}
        placeholder="编号、手机尾号、拼音首字母、字词"
        onChange={setTyped}
      />
    </View>
  );
}
