import { useRef, useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { holdsPersonalNumber } from '@shared/text/redact';
import { ApiProblem, explain } from '@miniapp/client';
import { Button, Field, Sheet, TextArea, toast, View } from '@miniapp/ui';
import { NumberNote } from '@miniapp/widgets/content-care';
import { useCaseAction } from '../hooks/use-case';

const ASKS = {
  urge: {
    title: '催一催',
    label: '想说的话',
    placeholder: '如：下雨天老人出门不方便，请早点来',
    optional: true,
    send: '催办',
    done: '已催办，经办人会收到提醒',
  },
  reopen: {
    title: '要求重新办理',
    label: '哪里没办好',
    placeholder: '如：修好两天又坏了',
    optional: false,
    send: '重新办理',
    done: '已提交',
  },
} as const;
export type WordsAction = keyof typeof ASKS;

/** Urging and reopening: an action that carries words and nothing else. */
export function WordsSheet({
  item,
  action,
  onClose,
}: {
  item: CaseView;
  action: WordsAction;
  onClose: () => void;
}) {
  const ask = ASKS[action];
  const text = useRef('');
  // Only what the note is about: nothing is drawn anew per letter.
  const [numbers, setNumbers] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const act = useCaseAction(item.id);
  const send = async () => {
    const words = text.current.trim();
    if (words === '' && !ask.optional) {
      setError('请写一句话');
      return;
    }
    setSending(true);
    setError(undefined);
    try {
      if (action === 'urge') await act('urge', words ? { text: words } : {});
      else await act('reopen', { text: words });
      toast.done(ask.done);
      onClose();
    } catch (failure) {
      setError((failure instanceof ApiProblem ? failure.fieldError('text') : undefined) ?? explain(failure));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet
      open
      title={ask.title}
      onClose={onClose}
      footer={
        <Button block size="large" loading={sending} onPress={() => void send()}>
          {ask.send}
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label={ask.label} error={error} optional={ask.optional} required={!ask.optional}>
          <TextArea
            rows={3}
            maxLength={2000}
            placeholder={ask.placeholder}
            onChange={(words) => {
              text.current = words;
              setNumbers(holdsPersonalNumber(words) ? words : '');
            }}
          />
        </Field>
        {item.visibility === 'public' ? <NumberNote text={numbers} /> : null}
      </View>
    </Sheet>
  );
}
