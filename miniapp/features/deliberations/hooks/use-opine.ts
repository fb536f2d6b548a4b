import { useState } from 'react';
import { giveOpinion, listStatements } from '@shared/deliberations/contribution-contract';
import { type Opinion } from '@shared/deliberations/contributions';
import { call, refreshApi } from '@miniapp/client';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { useAct } from './use-act';

/** Gives or changes an opinion. The screen goes on at once; what could not be sent comes back. */
export function useOpine(topicId: string) {
  const [given, setGiven] = useState<Record<string, Opinion>>({});
  const { act } = useAct();
  const opine = async (sid: string, opinion: Opinion): Promise<void> => {
    if (!(await ensureSignedIn(`${routes.statements}?id=${topicId}`))) return;
    const before = given;
    setGiven((now) => ({ ...now, [sid]: opinion }));
    const sent = await act(() => call(giveOpinion, { params: { id: topicId, sid }, body: { opinion } }));
    if (sent) await refreshApi(listStatements);
    else setGiven(before);
  };
  return { given, opine };
}
