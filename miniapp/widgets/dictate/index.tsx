import { useEffect, useRef, useState } from 'react';
import { dictation } from '@miniapp/platform/dictation';
import { Button, toast, View } from '@miniapp/ui';

export interface DictateProps {
  /** Words to put behind what is written. */
  onWords: (words: string) => void;
}

/** Speaking instead of typing: by the browser where it can, else by the key on the keyboard that the line names. */
export function Dictate({ onWords }: DictateProps) {
  const [listening, setListening] = useState(false);
  const running = useRef<{ stop: () => void }>();
  const latest = useRef(onWords);
  useEffect(() => {
    latest.current = onWords;
  });
  useEffect(() => () => running.current?.stop(), []);
  if (!dictation.supported) return <View className="lx-small">{dictation.hint}</View>;
  const flip = (): void => {
    if (listening) return running.current?.stop();
    setListening(true);
    running.current = dictation.listen(
      (words) => latest.current(words),
      (problem) => {
        setListening(false);
        if (problem) toast.info(problem);
      },
    );
    return undefined;
  };
  return (
    <View className="lx-row">
      <Button kind="ghost" size="small" icon={listening ? 'stop' : 'microphone'} onPress={flip}>
        {listening ? '正在听，说完点这里' : '说话，变成文字'}
      </Button>
    </View>
  );
}
