import { useEffect, useRef, useState } from 'react';
import { submitCase } from '@shared/cases/contract';
import { type ConsentMethod, type Relation } from '@shared/services/application';
import { type Way } from '@shared/services/catalogue';
import { holdSlot, listMyAppointments, listMyWaits, listSlots } from '@shared/services/contract';
import { type ServiceView, type SlotView } from '@shared/services/views';
import { ApiProblem, call, explain, isTemporary, newKey, type PhotoList, refreshApi } from '@miniapp/client';
import { replacePage } from '@miniapp/platform/navigation';
import { toast } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { sayMissing } from '@miniapp/widgets/say-missing';

export type Whom = 'self' | Relation;
export interface ApplyDraft {
  how: Way | undefined;
  whom: Whom;
  name: string;
  consent: ConsentMethod | undefined;
  slot: SlotView | undefined;
  heldUntil: string | undefined;
  text: string;
}
export type Wrong = Partial<Record<'how' | 'name' | 'consent' | 'slot' | 'text', string>>;

/** What is missing, by field. */
export function checkApply(draft: ApplyDraft): Wrong {
  const forOther = draft.whom !== 'self';
  return {
    ...(!draft.how && { how: '请选怎样办' }),
    ...(forOther && draft.name.trim() === '' && { name: '请写姓名' }),
    ...(forOther && !draft.consent && { consent: '请选本人怎样同意的' }),
    ...(draft.how === 'appointment' && !draft.slot && { slot: '请选一个时段' }),
  };
}

/** Fills in an application: keeps the chosen seat while one writes, sends everything once. @param offered slot to begin with */
export function useApply(item: ServiceView, offered: string | undefined) {
  const [draft, setDraft] = useState<ApplyDraft>({
    how: item.modes.includes('appointment') ? 'appointment' : item.modes[0],
    whom: 'self',
    name: '',
    consent: undefined,
    slot: undefined,
    heldUntil: undefined,
    text: '',
  });
  const [wrong, setWrong] = useState<Wrong>({});
  const [sending, setSending] = useState(false);
  const lists = useRef(new Map<number, PhotoList>());
  const pending = useRef<{ text: string; key: string }>();
  const change = (part: Partial<ApplyDraft>) => setDraft((now) => ({ ...now, ...part }));

  const chooseSlot = async (slotId: string): Promise<void> => {
    try {
      const held = await call(holdSlot, { params: { id: item.id, slotId } });
      change({ slot: held.slot, heldUntil: held.heldUntil });
      setWrong((now) => ({ ...now, slot: undefined }));
    } catch (error) {
      setWrong((now) => ({ ...now, slot: explain(error) }));
      change({ slot: undefined, heldUntil: undefined });
    }
    await refreshApi(listSlots, listMyWaits);
  };
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || offered === undefined) return;
    begun.current = true;
    void chooseSlot(offered);
  });

  const send = async (): Promise<void> => {
    const missing = checkApply(draft);
    setWrong(missing);
    if (Object.keys(missing).length > 0) {
      sayMissing();
      return;
    }
    setSending(true);
    try {
      const body = await bodyOf(item, draft, lists.current);
      const text = JSON.stringify(body);
      const key = pending.current?.text === text ? pending.current.key : newKey();
      pending.current = { text, key };
      const made = await call(submitCase, { body }, { idempotencyKey: key });
      await refreshApi(listMyAppointments, listMyWaits, listSlots);
      await replacePage(routes.receipt, { id: made.id });
    } catch (error) {
      if (!isTemporary(error)) pending.current = undefined;
      if (error instanceof ApiProblem && error.next !== undefined) {
        change({ slot: undefined, heldUntil: undefined });
        setWrong({ slot: error.detail });
        await refreshApi(listSlots);
      }
      toast.fail(explain(error));
    } finally {
      setSending(false);
    }
  };
  return { draft, change, wrong, sending, send, chooseSlot, lists: lists.current };
}

async function bodyOf(item: ServiceView, draft: ApplyDraft, lists: ReadonlyMap<number, PhotoList>) {
  const given = await Promise.all(
    [...lists].map(async ([index, list]) => ({ index, uploadIds: await list.settle() })),
  );
  const materials = given.filter(({ uploadIds }) => uploadIds.length > 0);
  const { how, whom, name, consent, slot } = draft;
  const words = draft.text.trim();
  return {
    kind: 'service' as const,
    text: `申请办理「${item.name}」${words ? `：${words}` : ''}`,
    serviceId: item.id,
    ...(how === 'appointment' && slot && { slotId: slot.id }),
    uploadIds: materials.flatMap(({ uploadIds }) => uploadIds),
    application: {
      how: how ?? 'online',
      ...(whom !== 'self' && consent && { forWhom: { relation: whom, name: name.trim(), consent } }),
      materials,
    },
  };
}
