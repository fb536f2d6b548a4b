import { useState } from 'react';
import {
  linkHousehold,
  listHouseholds,
  listPartyMembers,
  unlinkHousehold,
} from '@shared/volunteers/contract';
import { type LinkedHousehold, type PartyMemberView } from '@shared/volunteers/schemas';
import { call, newKey, refreshApi, useApi } from '@miniapp/client';
import { Button, Cell, CellList, confirm, Field, IconButton, Sheet, TextInput, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useAct } from '../hooks/use-act';

/** The households linked to a party member, and linking one more. */
export function HouseholdsSheet({ member, onClose }: { member: PartyMemberView; onClose: () => void }) {
  const { busy, act } = useAct();
  const params = { id: member.id };
  const query = useApi(listHouseholds, { params });
  const [draft, setDraft] = useState({ address: '', note: '', key: newKey() });
  const type = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part, key: newKey() });
  const link = () =>
    act(
      'link',
      async () => {
        const { address, note, key } = draft;
        const body = { address, ...(note.trim() && { note }) };
        await call(linkHousehold, { params, body }, { idempotencyKey: key });
        setDraft({ address: '', note: '', key: newKey() });
        await refreshApi(listHouseholds, listPartyMembers);
      },
      '已联系',
    );
  const unlink = async ({ id, address }: LinkedHousehold): Promise<void> => {
    const text = '走访记录保留。';
    if (!(await confirm({ title: `不再联系 ${address}？`, text, yes: '不再联系', danger: true }))) return;
    await act('unlink', async () => {
      await call(unlinkHousehold, { params: { ...params, householdId: id } });
      await refreshApi(listHouseholds, listPartyMembers);
    });
  };
  return (
    <Sheet open title={`${member.name}联系的户`} onClose={onClose}>
      <View className="lx-stack">
        <Loaded
          query={query}
          isEmpty={({ items }) => items.length === 0}
          empty={<View className="lx-small">还没有。</View>}
        >
          {({ items }) => (
            <CellList label="联系的户">
              {items.map((household) => (
                <Cell
                  key={household.id}
                  title={household.address}
                  note={[household.note ?? '', household.visitedThisMonth ? '本月已走访' : '本月还没走访']
                    .filter(Boolean)
                    .join(' · ')}
                  value={
                    <IconButton
                      icon="trash"
                      label={`不再联系 ${household.address}`}
                      onPress={() => void unlink(household)}
                    />
                  }
                />
              ))}
            </CellList>
          )}
        </Loaded>
        <Field label="门牌" required>
          <TextInput
            key={draft.address === '' ? draft.key : 'address'}
            initial={draft.address}
            maxLength={80}
            placeholder="如 3 号楼 2 单元 201"
            onChange={(address) => type({ address })}
          />
        </Field>
        <Field label="情况" optional>
          <TextInput
            key={draft.address === '' ? draft.key : 'note'}
            initial={draft.note}
            maxLength={200}
            placeholder="如 独居老人"
            onChange={(note) => type({ note })}
          />
        </Field>
        <Button
          block
          icon="plus"
          loading={busy === 'link'}
          disabled={draft.address.trim().length < 2}
          onPress={() => void link()}
        >
          联系这一户
        </Button>
      </View>
    </Sheet>
  );
}
