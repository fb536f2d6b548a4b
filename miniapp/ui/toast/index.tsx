import { useSyncExternalStore } from 'react';
import { tapOnSuccess } from '../../platform/haptics';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { Text, View } from '../primitives';
import { createStore } from '../store';
import { isElderMode } from '../theme';

interface Message {
  text: string;
  icon: IconName;
}

const shown = createStore<Message | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

const show = (text: string, icon: IconName): void => {
  shown.set({ text, icon });
  clearTimeout(timer);
  // Long enough to be read: 3 s, plus the length of the sentence, and half as long again for elders.
  timer = setTimeout(() => shown.set(undefined), (3000 + text.length * 60) * (isElderMode() ? 1.5 : 1));
};

/** A sentence that goes away by itself. Never the only place where an error is told. */
export const toast = {
  done: (text: string): void => {
    tapOnSuccess();
    show(text, 'check-circle');
  },
  fail: (text: string): void => show(text, 'alert'),
  info: (text: string): void => show(text, 'info'),
};

/** Drawn once by `Page`; the live region exists before the message so that it is read out. */
export function ToastHost() {
  const message = useSyncExternalStore(shown.subscribe, shown.get, shown.get);
  return (
    <View className="lx-toast-host" role="status" live="polite">
      {message ? (
        <View className="lx-toast">
          <Icon name={message.icon} />
          <Text>{message.text}</Text>
        </View>
      ) : null}
    </View>
  );
}
