import { useState } from 'react';
import { type DisclosedPhone } from '@shared/contacts/schemas';
import { explain } from '@miniapp/client';
import { copyText } from '@miniapp/platform/clipboard';
import { callPhone } from '@miniapp/platform/phone-call';
import { Banner, Button, Choice, Field, Sheet, Text, toast, View } from '@miniapp/ui';
import './index.scss';

export interface CallSheetProps {
  title: string;
  /** Whose number it is, as the sentence on records names him. */
  whose: string;
  /** What for; more than one is a question, one goes without saying. */
  purposes: readonly [string, ...string[]];
  ask: (purpose: string) => Promise<DisclosedPhone>;
  /** A public number to call when this one cannot be had. */
  instead?: { name: string; phone: string };
  onClose: () => void;
}

const dial = (number: string) => {
  callPhone(number).catch(() => toast.info(`请拨打 ${number}`));
};

/** One number for one call: says what will be written down, asks for it, dials, and forgets it when closed. */
export function CallSheet({ title, whose, purposes, ask, instead, onClose }: CallSheetProps) {
  const [purpose, setPurpose] = useState(purposes[0]);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<DisclosedPhone>();
  const [problem, setProblem] = useState<string>();
  const call = async () => {
    setAsking(true);
    setProblem(undefined);
    try {
      const disclosed = await ask(purpose);
      setShown(disclosed);
      dial(disclosed.number);
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setAsking(false);
    }
  };
  return (
    <Sheet open title={title} onClose={onClose}>
      {shown ? (
        <Shown shown={shown} />
      ) : (
        <View className="lx-stack">
          <View>{`会记下您看过${whose}的电话：您是谁、什么时候、为什么。对方本人和上级看得到。`}</View>
          {purposes.length > 1 ? (
            <Field label="为什么打" group>
              <Choice
                options={purposes.map((value) => ({ value, text: value }))}
                value={purpose}
                onChange={setPurpose}
              />
            </Field>
          ) : null}
          {problem ? (
            <Banner tone="warning" urgent>
              {problem}
            </Banner>
          ) : null}
          <Button icon="phone" size="large" block loading={asking} onPress={() => void call()}>
            {problem ? '再试一次' : '拨打'}
          </Button>
          {problem && instead ? (
            <Button
              kind="secondary"
              icon="phone"
              block
              label={`给${instead.name}打电话，${instead.phone}`}
              onPress={() => dial(instead.phone)}
            >
              打值班电话
            </Button>
          ) : null}
        </View>
      )}
    </Sheet>
  );
}

function Shown({ shown }: { shown: DisclosedPhone }) {
  const { number, name, title, standsInFor, leftToday } = shown;
  const copy = async () => {
    if (await copyText(number)) toast.done('已复制');
    else toast.info('没能复制，请照着号码拨打');
  };
  return (
    <View className="lx-stack">
      {standsInFor ? <Banner>{`${standsInFor}正在休假，由${title}${name}代班`}</Banner> : null}
      <View className="lx-small">{`${title} ${name}`}</View>
      <Text selectable className="call-sheet__number lx-num">
        {number}
      </Text>
      <Button icon="phone" size="large" block label={`拨打 ${number}`} onPress={() => dial(number)}>
        再拨一次
      </Button>
      <Button kind="secondary" block onPress={() => void copy()}>
        复制号码
      </Button>
      <View className="lx-caption">{`关上就不再显示。24 小时内还能看 ${leftToday} 个号码。`}</View>
    </View>
  );
}
