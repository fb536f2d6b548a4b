import { useRef, useState } from 'react';
import { bindPhone, bindWechatPhone, sendPhoneCode } from '@shared/auth/contract';
import { type UserView } from '@shared/auth/schemas';
import { ApiProblem, call, explain, session } from '@miniapp/client';
import { Banner, Button, Field, PhoneButton, Sheet, TextInput, toast, View } from '@miniapp/ui';
import { codeFrom, phoneFrom } from '../typed-phone';

export interface BindPhoneProps {
  /** What the number is needed for, said before it is asked for. */
  why: string;
  onBound: () => void;
  onClose: () => void;
}

/** Asks for the number at the moment something needs it: WeChat's own button where there is one, or a text message. */
export function BindPhone({ why, onBound, onClose }: BindPhoneProps) {
  const [note, setNote] = useState<string>();
  const [busy, setBusy] = useState(false);
  const keep = async (binding: Promise<UserView>): Promise<void> => {
    setBusy(true);
    setNote(undefined);
    try {
      session.setUser(await binding);
      toast.done('手机号已绑定');
      onBound();
    } catch (error) {
      setNote(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet open title="绑定手机号" onClose={onClose}>
      <View className="lx-stack">
        <View>{why}</View>
        <View className="lx-small">
          号码加密保存，平时只显示 138****5678 的样子，谁看过都有记录。不绑定，别的功能照常用。
        </View>
        {note ? (
          <Banner tone="warning" urgent>
            {note}
          </Banner>
        ) : null}
        <PhoneButton
          onCode={(code) => void keep(call(bindWechatPhone, { body: { code } }))}
          onRefused={setNote}
        >
          用微信绑定的手机号
        </PhoneButton>
        <ByMessage
          busy={busy}
          onTyped={(phone, code) => void keep(call(bindPhone, { body: { phone, code } }))}
        />
        <Button kind="ghost" block onPress={onClose}>
          先不绑定
        </Button>
      </View>
    </Sheet>
  );
}

interface ByMessageProps {
  busy: boolean;
  onTyped: (phone: string, code: string) => void;
}

function ByMessage({ busy, onTyped }: ByMessageProps) {
  const phone = useRef('');
  const code = useRef('');
  const [sent, setSent] = useState<string>();
  const [sending, setSending] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const send = async (): Promise<void> => {
    setSending(true);
    setWrong(undefined);
    try {
      const { demoCode } = await call(sendPhoneCode, { body: { phone: phoneFrom(phone.current) } });
      setSent(demoCode ? `演示模式不发短信，验证码是 ${demoCode}` : '验证码已发送，5 分钟内有效');
    } catch (error) {
      setWrong((error instanceof ApiProblem ? error.fieldError('phone') : undefined) ?? explain(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <View className="lx-stack">
      <Field label="手机号" error={wrong}>
        <TextInput
          kind="tel"
          placeholder="11 位手机号"
          maxLength={20}
          onChange={(text) => (phone.current = text)}
        />
      </Field>
      <Button kind="secondary" block loading={sending} onPress={() => void send()}>
        {sent ? '再发一次验证码' : '获取短信验证码'}
      </Button>
      {sent ? (
        <>
          <View className="lx-small" role="status">
            {sent}
          </View>
          <Field label="验证码">
            <TextInput kind="tel" placeholder="6 位数字" onChange={(text) => (code.current = text)} />
          </Field>
          <Button
            block
            loading={busy}
            onPress={() => onTyped(phoneFrom(phone.current), codeFrom(code.current))}
          >
            绑定
          </Button>
        </>
      ) : null}
    </View>
  );
}
