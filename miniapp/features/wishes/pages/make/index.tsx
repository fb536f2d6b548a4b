import { useState } from 'react';
import { submitCase } from '@shared/cases/contract';
import { listMyWishes } from '@shared/wishes/contract';
import {
  isProtected,
  WISH_FOR_NAMES,
  WISH_FORS,
  WISH_TYPE_NAMES,
  WISH_TYPES,
  type WishFor,
  type WishType,
} from '@shared/wishes/rules';
import { call, explain, newKey, refreshApi, useUser } from '@miniapp/client';
import { openPage, replacePage } from '@miniapp/platform/navigation';
import { Banner, Button, Choice, Empty, Field, Page, TextArea, toast, View } from '@miniapp/ui';
import { NumberNote } from '@miniapp/widgets/content-care';
import { routes } from '@miniapp/widgets/routes';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';

const TYPES = WISH_TYPES.map((value) => ({ value, text: WISH_TYPE_NAMES[value] }));
const FORS = WISH_FORS.map((value) => ({ value, text: WISH_FOR_NAMES[value] }));

/** A small wish: whose, what kind, in one's own words. Somebody of the grid reads it before others do. */
export default function MakeWishPage() {
  const user = useUser();
  return (
    <Page title="许个心愿" width="form">
      {user ? (
        user.homeArea ? (
          <WishForm />
        ) : (
          <Empty
            icon="map-pin"
            title="先选您的网格"
            note="知道您住哪里，网格员才能帮您转达"
            action={{ text: '去选网格', onPress: () => void openPage(routes.home) }}
          />
        )
      ) : (
        <Empty
          icon="person"
          title="请先登录"
          action={{ text: '登录', onPress: () => void openPage(routes.signIn, { to: routes.makeWish }) }}
        />
      )}
    </Page>
  );
}

function WishForm() {
  const [type, setType] = useState<WishType>('thing');
  const [forWhom, setForWhom] = useState<WishFor>('self');
  const [text, setText] = useState('');
  useUnsaved(text !== '');
  const [key, setKey] = useState(newKey);
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async () => {
    const words = text.trim();
    if (words.length < 2) return setError('请写下心愿，至少 2 个字');
    setError(undefined);
    setSending(true);
    try {
      const body = {
        kind: 'wish' as const,
        text: words,
        visibility: 'public' as const,
        wish: { type, forWhom },
      };
      await call(submitCase, { body }, { idempotencyKey: key });
      await refreshApi(listMyWishes);
      toast.done('收到了，社区看过就会公开');
      await replacePage(routes.wishes);
    } catch (failure) {
      setError(explain(failure));
    } finally {
      setSending(false);
    }
  };
  const renew = () => setKey(newKey());
  return (
    <View className="lx-stack">
      <Field label="是谁的心愿" required group>
        <Choice
          options={FORS}
          value={forWhom}
          onChange={(value) => {
            setForWhom(value);
            renew();
          }}
        />
      </Field>
      <Field label="想要什么" required group>
        <Choice
          options={TYPES}
          value={type}
          onChange={(value) => {
            setType(value);
            renew();
          }}
        />
      </Field>
      <Field label="说说心愿" hint="别写姓名、电话和门牌号，网格员会帮您转达" error={error} required>
        <TextArea
          rows={4}
          maxLength={300}
          placeholder="如：想要一把旧轮椅，推老伴下楼晒太阳"
          onChange={(words) => {
            setText(words);
            renew();
          }}
        />
      </Field>
      <NumberNote text={text} />
      <Banner tone="info">
        {isProtected(forWhom)
          ? '孩子和病人的心愿：大家只看到是哪个社区的、想要什么，没有姓名、住址和照片'
          : '网格员看过以后公开；大家只看到是哪个社区的，看不到您是谁'}
      </Banner>
      <Button block size="large" icon="send" loading={sending} onPress={() => void send()}>
        许下心愿
      </Button>
    </View>
  );
}
