import { useState } from 'react';
import { explain, isBlankVisit, type VisitDraft, type VisitWords, visitBox } from '@miniapp/client';
import { getCurrentPlace } from '@miniapp/platform/location';
import { confirm, toast } from '@miniapp/ui';

/** One visit being written. What is typed is on the device at once; pressing 记下 sends it, now or when it can. */
export function useVisitForm() {
  const [draft, setDraft] = useState<VisitDraft>(
    () => visitBox.state.getState().find(({ state }) => state === 'draft') ?? visitBox.create(),
  );
  // Fields keep what was typed into them: another draft is another form.
  const [round, setRound] = useState(0);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState<'locating' | 'sending'>();
  const show = (next: VisitDraft) => {
    setDraft(next);
    setRound((now) => now + 1);
    setError(next.problem);
  };
  const change = (part: Partial<VisitWords>): void => setDraft(visitBox.save(draft, part));
  const locate = async (): Promise<void> => {
    setBusy('locating');
    const place = await getCurrentPlace();
    setBusy(undefined);
    if (typeof place === 'string') return toast.fail('定不到位，请打开定位，在空旷处再试');
    const { lng, lat, coordType } = place;
    change({ place: { lng, lat, coordType }, at: new Date().toISOString() });
  };
  const send = async (): Promise<void> => {
    if (!draft.place) return setError('请先定位，记下在哪里走访');
    setError(undefined);
    setBusy('sending');
    try {
      const arrived = await visitBox.submit(draft.id);
      toast.done(arrived ? '记下了' : '没有网络，已存在手机里，有网会自己发出去');
      show(visitBox.create());
    } catch (failure) {
      setError(explain(failure));
    } finally {
      setBusy(undefined);
    }
  };
  /** Goes on with another one; what is being written stays kept. */
  const open = (other: VisitDraft): void => show(other);
  const remove = async (other: VisitDraft): Promise<void> => {
    const yes = await confirm({
      title: '删掉这条走访？',
      text: '还没有发出去，删掉就没有了。',
      yes: '删掉',
      danger: true,
    });
    if (!yes) return;
    visitBox.discard(other.id);
    if (other.id === draft.id) show(visitBox.create());
  };
  const another = isBlankVisit(draft) ? undefined : () => show(visitBox.create());
  return { draft, change, locate, send, open, remove, another, error, busy, round };
}
