import { useState } from 'react';
import { getPartyReport, listPartyCards, setPartyCard } from '@shared/volunteers/contract';
import { type PartyCardChoice, type PartyMemberView } from '@shared/volunteers/schemas';
import { call, explain, putApi, refreshApi } from '@miniapp/client';
import { CellList, SwitchCell, toast } from '@miniapp/ui';

const PARTS: [keyof PartyCardChoice, string, string][] = [
  ['shown', '在网格页上亮身份', '显示您的姓名；关掉就不显示'],
  ['organisation', '显示所在党组织', '如：市第一中学党支部'],
  ['pledge', '显示服务承诺', '邻居看得到您答应做什么'],
  ['households', '显示联系了几户', '只有户数，不显示是哪几户'],
];

/** 亮身份: what a party member shows of himself. Each choice is kept at once and may be taken back at any time. */
export function PartyCardChoices({ report }: { report: PartyMemberView }) {
  const [busy, setBusy] = useState(false);
  const { card } = report;
  const change = async (part: keyof PartyCardChoice, on: boolean): Promise<void> => {
    setBusy(true);
    try {
      putApi(getPartyReport, {}, { report: await call(setPartyCard, { body: { ...card, [part]: on } }) });
      await refreshApi(listPartyCards);
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <CellList title="亮身份">
      {PARTS.filter(([part]) => part === 'shown' || card.shown).map(([part, title, note]) => (
        <SwitchCell
          key={part}
          title={title}
          note={note}
          on={card[part]}
          onChange={(on) => {
            if (!busy) void change(part, on);
          }}
        />
      ))}
    </CellList>
  );
}
