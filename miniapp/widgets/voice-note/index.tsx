import { useEffect, useRef, useState } from 'react';
import { explain } from '@miniapp/client';
import { playSound, type Playing } from '@miniapp/platform/voice';
import { Icon, Tappable, Text, toast, View } from '@miniapp/ui';
import './index.scss';

export interface VoiceNoteProps {
  /** Address or temporary file of the sound. */
  url: string;
  /** Its length. */
  seconds: number | undefined;
  /** Whose words, for screen readers: 「居民说的话」 */
  label?: string;
}

/** Words somebody has spoken: press to hear, press again to stop. */
export function VoiceNote({ url, seconds, label = '录音' }: VoiceNoteProps) {
  const [played, setPlayed] = useState<number | null>(null);
  const playing = useRef<Playing>();
  useEffect(() => () => playing.current?.stop(), []);
  const flip = (): void => {
    if (played !== null) {
      playing.current?.stop();
      return;
    }
    setPlayed(0);
    playing.current = playSound(url, setPlayed, (error) => toast.fail(explain(error)));
  };
  const length = Math.max(1, Math.round(seconds ?? 0));
  const percent = played === null ? 0 : Math.min(100, (played / length) * 100);
  return (
    <Tappable
      className="voice-note"
      label={`${played === null ? '播放' : '停止播放'}${label}，${length} 秒`}
      pressed={played !== null}
      onPress={flip}
    >
      <Icon name={played === null ? 'play' : 'stop'} size={22} />
      <View className="voice-note__line" hidden>
        <View className="voice-note__played" style={{ width: `${percent}%` }} />
      </View>
      <Text className="voice-note__length lx-num">{`${length} 秒`}</Text>
    </Tappable>
  );
}
