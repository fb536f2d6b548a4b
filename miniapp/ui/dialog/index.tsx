import { useSyncExternalStore } from 'react';
import { Button } from '../button';
import { Heading, View } from '../primitives';
import { Modal } from '../sheet/modal';
import { createStore } from '../store';

export interface Question {
  title: string;
  /** What follows from it. */
  text?: string;
  /** The verb, not 确定: 撤回, 删除, 提交. */
  yes: string;
  no?: string;
  danger?: boolean;
}

const pending = createStore<{ question: Question; answer: (yes: boolean) => void } | undefined>(undefined);

/** Asks in the page and resolves with the answer; closing it any other way is a no. A second question answers the first with no. */
export const confirm = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    pending.get()?.answer(false);
    pending.set({
      question,
      answer: (yes) => {
        pending.set(undefined);
        resolve(yes);
      },
    });
  });

/** Drawn once by `Page`. */
export function DialogHost() {
  const asked = useSyncExternalStore(pending.subscribe, pending.get, pending.get);
  if (!asked) return null;
  const { question, answer } = asked;
  return (
    <Modal label={question.title} role="alertdialog" place="center" onClose={() => answer(false)}>
      <View className="lx-dialog">
        <Heading level={2} className="lx-dialog__title">
          {question.title}
        </Heading>
        {question.text ? <View className="lx-dialog__text">{question.text}</View> : null}
        <View className="lx-dialog__actions">
          <Button kind="secondary" onPress={() => answer(false)}>
            {question.no ?? '取消'}
          </Button>
          <Button kind={question.danger ? 'danger' : 'primary'} onPress={() => answer(true)}>
            {question.yes}
          </Button>
        </View>
      </View>
    </Modal>
  );
}
