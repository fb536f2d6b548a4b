import { useEffect, useState } from 'react';
import { speech } from '@miniapp/platform/speech';
import { Button } from '@miniapp/ui';

/** Reads a text aloud, and stops when pressed again or when the page is left. */
export function ReadAloud({ text }: { text: string }) {
  const [reading, setReading] = useState(false);
  useEffect(() => () => speech.stop(), []);
  const toggle = async () => {
    if (reading) return speech.stop();
    setReading(true);
    await speech.speak(text);
    setReading(false);
  };
  return (
    <Button kind="ghost" size="small" icon={reading ? 'stop' : 'speaker'} onPress={() => void toggle()}>
      {reading ? '停下' : '读给我听'}
    </Button>
  );
}
