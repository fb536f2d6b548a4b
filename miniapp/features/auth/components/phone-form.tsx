import { useRef, useState } from 'react';
import { sendPhoneCode, signInPhone } from '@shared/auth/contract';
import { type UserView } from '@shared/auth/schemas';
import { ApiProblem, call, explain, session } from '@miniapp/client';
import { Banner, Button, Field, TextInput, View } from '@miniapp/ui';
import { useCountdown } from '../hooks/use-countdown';
import { codeFrom, phoneFrom } from '@miniapp/widgets/typed-phone';

const RESEND_AFTER_S = 60;

interface Errors {
  phone?: string;
  code?: string;
  /** What belongs to no field. */
  other?: string;
}

/** The message of one field of a form, from the same schema the server uses. */
function checkField(field: 'phone' | 'code', value: string): string | undefined {
  return signInPhone.body?.shape[field].safeParse(value).error?.issues[0]?.message;
}

function errorsOf(error: unknown): Errors {
  if (!(error instanceof ApiProblem)) return { other: explain(error) };
  if (error.code === 'CODE_INVALID') return { code: error.detail };
  const fields = { phone: error.fieldError('phone'), code: error.fieldError('code') };
  return fields.phone || fields.code ? fields : { other: error.detail };
}

export interface PhoneFormProps {
  onEnter: (user: UserView) => Promise<void>;
  /** Resolves true when the person agrees to the privacy note. */
  agreed: () => Promise<boolean>;
}

/** Sign-in with a mobile number and the code sent to it. Whole text messages may be pasted as the code. */
export function PhoneForm({ onEnter, agreed }: PhoneFormProps) {
  const phone = useRef('');
  const code = useRef('');
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState<'sending' | 'entering'>();
  const [demoCode, setDemoCode] = useState<string>();
  const [filled, setFilled] = useState('');
  const [left, startCountdown] = useCountdown();

  const send = async (): Promise<void> => {
    const wrong = checkField('phone', phoneFrom(phone.current));
    if (wrong) return setErrors({ phone: wrong });
    setErrors({});
    setBusy('sending');
    try {
      const sent = await call(sendPhoneCode, { body: { phone: phoneFrom(phone.current) } });
      setDemoCode(sent.demoCode);
      startCountdown(RESEND_AFTER_S);
    } catch (error) {
      setErrors(errorsOf(error));
    }
    setBusy(undefined);
  };

  const enter = async (): Promise<void> => {
    const typed = { phone: phoneFrom(phone.current), code: codeFrom(code.current) };
    const wrong = { phone: checkField('phone', typed.phone), code: checkField('code', typed.code) };
    setErrors(wrong);
    if (wrong.phone || wrong.code || busy || !(await agreed())) return;
    setBusy('entering');
    try {
      await onEnter(await session.signInPhone(typed.phone, typed.code));
    } catch (error) {
      setErrors(errorsOf(error));
    }
    setBusy(undefined);
  };

  const fill = (text: string): void => {
    code.current = text;
    setFilled(text);
  };

  return (
    <View className="lx-stack">
      {errors.other ? (
        <Banner tone="danger" urgent>
          {errors.other}
        </Banner>
      ) : null}
      <Field label="手机号" error={errors.phone} required>
        <TextInput
          kind="tel"
          placeholder="11 位手机号"
          maxLength={20}
          onChange={(text) => (phone.current = text)}
        />
      </Field>
      <Field label="验证码" error={errors.code} required>
        <View className="sign-in__code">
          <View className="lx-grow">
            <TextInput
              key={filled}
              kind="tel"
              initial={filled}
              placeholder="6 位数字"
              onChange={(text) => (code.current = text)}
              onEnter={() => void enter()}
            />
          </View>
          <Button
            kind="secondary"
            disabled={left > 0}
            loading={busy === 'sending'}
            label={left > 0 ? `${left} 秒后可以重新获取验证码` : undefined}
            onPress={() => void send()}
          >
            {left > 0 ? `${left} 秒` : '获取验证码'}
          </Button>
        </View>
      </Field>
      {left > 0 ? (
        <View className="lx-small" role="status">
          验证码已发送，5 分钟内有效。没收到的话，{left} 秒后可以重新获取。
        </View>
      ) : null}
      {demoCode ? (
        <Banner action={{ text: '填入', onPress: () => fill(demoCode) }}>
          演示模式不发短信，验证码是 {demoCode}
        </Banner>
      ) : null}
      <Button block size="large" loading={busy === 'entering'} onPress={() => void enter()}>
        登录
      </Button>
    </View>
  );
}
