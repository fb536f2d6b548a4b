import { useRef, useState } from 'react';
import { type ActionInput } from '@shared/cases/action-bodies';
import { actOnCase, getCase } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { getTeamOrder } from '@shared/teams/contract';
import { call, explain, refreshApi } from '@miniapp/client';
import { Button, Field, TextArea, toast, View } from '@miniapp/ui';

type Work = 'takeUp' | 'return' | 'reply';

/** For who takes a team's orders and is no staff: take it, give it back, say that it is done. */
export function TeamWork({ item }: { item: CaseView }) {
  const text = useRef('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const may = (action: Work) => item.actions.some((offer) => offer.action === action);
  const act = async <A extends Work>(action: A, body: ActionInput<A>, done: string) => {
    setBusy(true);
    try {
      await call(actOnCase, { params: { id: item.id, action }, body });
      toast.done(done);
    } catch (failure) {
      toast.fail(explain(failure));
    } finally {
      setBusy(false);
      await refreshApi(getCase, getTeamOrder);
    }
  };
  const withWords = (then: (words: string) => Promise<void>) => {
    const words = text.current.trim();
    setError(words ? undefined : '请写一句话');
    if (words) void then(words);
  };
  if (!may('takeUp') && !may('return') && !may('reply')) return null;
  return (
    <View className="lx-stack">
      {may('takeUp') ? (
        <Button icon="check" loading={busy} onPress={() => void act('takeUp', {}, '接单了')}>
          接单
        </Button>
      ) : null}
      {may('return') || may('reply') ? (
        <Field label={may('reply') ? '告诉居民结果' : '接不了的原因'} error={error}>
          <TextArea rows={2} maxLength={500} onChange={(words) => (text.current = words)} />
        </Field>
      ) : null}
      {may('reply') ? (
        <Button
          icon="send"
          loading={busy}
          onPress={() => withWords((words) => act('reply', { text: words, result: 'solved' }, '答复了'))}
        >
          服务完成，答复居民
        </Button>
      ) : null}
      {may('return') ? (
        <Button
          kind="ghost"
          loading={busy}
          onPress={() =>
            withWords((words) => act('return', { reason: 'not_ours', text: words }, '退回中心了'))
          }
        >
          接不了，退回
        </Button>
      ) : null}
    </View>
  );
}
