import { useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { explain } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, confirm, toast } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useCaseAction } from '../hooks/use-case';
import { SupplementSheet } from './supplement-sheet';
import { type WordsAction, WordsSheet } from './words-sheet';

export interface ResidentActionsProps {
  item: CaseView;
  /** Given to staff whose case it is: the way to the handling page. */
  onHandle?: () => void;
}

/** What the person may do with the case now, as the server offers it; nothing is drawn when there is nothing. */
export function ResidentActions({ item, onHandle }: ResidentActionsProps) {
  const [supplementing, setSupplementing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<WordsAction>();
  const act = useCaseAction(item.id);
  const may = (action: string) => item.actions.some((offer) => offer.action === action);
  const withdraw = async () => {
    const sure = await confirm({
      title: '撤回这件事？',
      text: '撤回后不再办理。要再办，需要重新报事。',
      yes: '撤回',
      no: '不撤回',
      danger: true,
    });
    if (!sure) return;
    await carryOut(async () => {
      await act('withdraw', { version: item.version });
      toast.done('已撤回');
    });
  };
  const follow = (action: 'follow' | 'unfollow') =>
    carryOut(async () => {
      await act(action, {});
      toast.done(action === 'follow' ? '已关注，有进展会在「我关注的」里看到' : '已取消关注');
    });
  const carryOut = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {may('withdraw') ? (
        <Button kind="ghost" loading={busy} onPress={() => void withdraw()}>
          撤回
        </Button>
      ) : null}
      {may('follow') ? (
        <Button kind="secondary" icon="heart" loading={busy} onPress={() => void follow('follow')}>
          关注
        </Button>
      ) : null}
      {may('unfollow') ? (
        <Button kind="ghost" loading={busy} onPress={() => void follow('unfollow')}>
          取消关注
        </Button>
      ) : null}
      {may('urge') ? (
        <Button kind="secondary" icon="megaphone" onPress={() => setAsking('urge')}>
          催办
        </Button>
      ) : null}
      {may('reopen') ? (
        <Button kind="secondary" icon="undo" onPress={() => setAsking('reopen')}>
          重新办理
        </Button>
      ) : null}
      {may('supplement') ? (
        <Button kind="secondary" icon="plus" onPress={() => setSupplementing(true)}>
          补充情况
        </Button>
      ) : null}
      {may('rate') ? (
        <Button icon="star" onPress={() => void openPage(routes.rate, { id: item.id })}>
          {item.myRating ? '修改评价' : '去评价'}
        </Button>
      ) : null}
      {onHandle ? (
        <Button icon="wrench" onPress={onHandle}>
          去办理
        </Button>
      ) : null}
      {asking ? <WordsSheet item={item} action={asking} onClose={() => setAsking(undefined)} /> : null}
      {supplementing ? <SupplementSheet item={item} onClose={() => setSupplementing(false)} /> : null}
    </>
  );
}

const OFFERED = new Set<string>(['rate', 'withdraw', 'supplement', 'follow', 'unfollow', 'urge', 'reopen']);

/** Whether the bar would hold anything. */
export function hasResidentActions(item: CaseView): boolean {
  return item.actions.some(({ action }) => OFFERED.has(action));
}
