import { useRef, useState } from 'react';
import { sendMessage } from '@shared/contacts/contract';
import { type NewMessage } from '@shared/contacts/schemas';
import { ApiProblem, call, explain, newKey, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, confirm, Field, Sheet, TextArea, View } from '@miniapp/ui';
import { BindPhone } from '@miniapp/widgets/bind-phone';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';

const ASKS = {
  callBack: {
    title: '请网格员回电',
    button: '请他回电',
    icon: 'phone',
    label: '想说的事、方便的时间',
    placeholder: '如：下午三点后方便，问问水费的事',
  },
  message: {
    title: '给网格员留言',
    button: '留言',
    icon: 'chat',
    label: '想说的话',
    placeholder: '如：楼下老人一个人住，请有空去看看',
  },
} as const;
type Kind = NewMessage['kind'];

/** For when nobody picks up: the worker of the grid calls back, or reads what was left for him. */
export function LeaveWord({ code, name }: { code: string; name: string }) {
  const [kind, setKind] = useState<Kind>();
  const user = useUser();
  const close = () => setKind(undefined);
  const open = async (wanted: Kind) => {
    if (await ensureSignedIn(`${routes.grid}?code=${code}`)) setKind(wanted);
  };
  return (
    <View className="grid-leave-word">
      {(['callBack', 'message'] as const).map((each) => (
        <Button
          key={each}
          kind="secondary"
          icon={ASKS[each].icon}
          block
          label={`${ASKS[each].title}，${name}`}
          onPress={() => void open(each)}
        >
          {ASKS[each].button}
        </Button>
      ))}
      {kind === 'callBack' && user?.phoneMasked === null ? (
        <BindPhone why="网格员要有您的号码才能回电。" onBound={() => undefined} onClose={close} />
      ) : kind ? (
        <WordSheet code={code} kind={kind} onClose={close} />
      ) : null}
    </View>
  );
}

function WordSheet({ code, kind, onClose }: { code: string; kind: Kind; onClose: () => void }) {
  const ask = ASKS[kind];
  const text = useRef('');
  // One key for one sheet: pressed again after a lost answer it stays one message.
  const key = useRef(newKey());
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const send = async () => {
    const words = text.current.trim();
    if (kind === 'message' && words.length < 2) {
      setError('请写下要说的话');
      return;
    }
    setSending(true);
    setError(undefined);
    try {
      const sent = await call(
        sendMessage,
        { params: { code }, body: { kind, text: words } },
        { idempotencyKey: key.current },
      );
      onClose();
      const see = await confirm({
        title: `已交给${sent.to}`,
        text: `编号 ${sent.number}。有了回音，会在「消息」里告诉您。`,
        yes: '看看进展',
        no: '知道了',
      });
      if (see) await openPage(routes.detail, { id: sent.id });
    } catch (failure) {
      // Other words are another message.
      if (failure instanceof ApiProblem) key.current = newKey();
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
          发送
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label={ask.label} error={error} optional={kind === 'callBack'} required={kind === 'message'}>
          <TextArea
            rows={3}
            maxLength={500}
            placeholder={ask.placeholder}
            onChange={(words) => (text.current = words)}
          />
        </Field>
        <View className="lx-small">不公开，只有您和办理的人看得到。有危险的急事请直接打 110、119、120。</View>
      </View>
    </Sheet>
  );
}
