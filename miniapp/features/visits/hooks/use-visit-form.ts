import { useState } from 'react';
import { createVisit, listVisits, summariseVisits } from '@shared/visits/contract';
import { type VisitPurpose } from '@shared/visits/rules';
import { call, explain, isTemporary, newKey, refreshApi, useUser } from '@miniapp/client';
import { storage } from '@miniapp/platform/storage';
import { toast } from '@miniapp/ui';
import { locateMe } from '@miniapp/widgets/my-grid';

/** What was written and not yet sent, with the key that makes it one visit however often it is sent. */
export interface VisitDraft {
  userId: string;
  key: string;
  purpose: VisitPurpose;
  at: string;
  place?: { lng: number; lat: number; coordType: 'gcj02' | 'wgs84' | 'bd09' };
  placeText: string;
  people: string;
  note: string;
  findings: string;
}

const KEY = 'lx.visit-draft';
const lines = (text: string, at: RegExp) =>
  text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Keeps what is written on the device, so that it can be sent when there is a network again. */
export function useVisitForm() {
  const userId = useUser()?.id ?? '';
  const fresh = (): VisitDraft => ({
    userId,
    key: newKey(),
    purpose: 'patrol',
    at: new Date().toISOString(),
    placeText: '',
    people: '',
    note: '',
    findings: '',
  });
  const [draft, setDraft] = useState<VisitDraft>(() => {
    const kept = storage.get<VisitDraft>(KEY);
    return kept?.userId === userId ? kept : fresh();
  });
  const [round, setRound] = useState(0);
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  const change = (part: Partial<VisitDraft>): void => {
    const next = { ...draft, ...part, key: newKey() };
    setDraft(next);
    storage.set(KEY, next);
  };
  const locate = async (): Promise<void> => {
    const { place } = await locateMe();
    if (!place) return toast.fail('定不到位，请在空旷处再试');
    const { lng, lat, coordType } = place;
    change({ place: { lng, lat, coordType }, at: new Date().toISOString() });
  };
  const send = async (): Promise<void> => {
    const { place, purpose, at, placeText, note, key } = draft;
    if (!place) return setError('请先定位，记下在哪里走访');
    setError(undefined);
    setSending(true);
    try {
      const body = {
        purpose,
        at,
        place,
        placeText: placeText.trim(),
        note: note.trim(),
        people: lines(draft.people, /[、，,\s]+/),
        findings: lines(draft.findings, /\n+/),
      };
      await call(createVisit, { body }, { idempotencyKey: key });
      storage.remove(KEY);
      setDraft(fresh());
      setRound(round + 1);
      toast.done('记下了');
      await refreshApi(listVisits, summariseVisits);
    } catch (failure) {
      setError(
        isTemporary(failure)
          ? '现在没有网络，已留在手机里；有网后再按一次「记下」，只会记一次'
          : explain(failure),
      );
    } finally {
      setSending(false);
    }
  };
  return { draft, change, locate, send, error, sending, round };
}
