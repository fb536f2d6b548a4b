import { useState } from 'react';
import { listPersonas } from '@shared/auth/contract';
import { type UserView } from '@shared/auth/schemas';
import { explain, session, useApi } from '@miniapp/client';
import { Avatar, Banner, Cell, CellList, View } from '@miniapp/ui';

/** The people of the demo city; nothing at all where the server lists none (it answers 404 outside the demo). */
export function PersonaList({ onEnter }: { onEnter: (user: UserView) => Promise<void> }) {
  const personas = useApi(listPersonas, {});
  const [entering, setEntering] = useState<string>();
  const [failure, setFailure] = useState<string>();
  if (!personas.data || personas.data.items.length === 0) return null;

  const enter = async (persona: string): Promise<void> => {
    if (entering) return;
    setEntering(persona);
    setFailure(undefined);
    try {
      await onEnter(await session.signInDemo(persona));
    } catch (error) {
      setFailure(explain(error));
    }
    setEntering(undefined);
  };

  return (
    <View className="lx-stack">
      <Banner>这是演示城市，人和事都是虚构的。点一个人，就以他的身份进来看看。</Banner>
      {failure ? (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      ) : null}
      <CellList title="以演示人物登录" label="演示人物">
        {personas.data.items.map(({ persona, name, description, areaName }) => (
          <Cell
            key={persona}
            lead={<Avatar name={name} size={44} />}
            title={name}
            note={[description, areaName].filter(Boolean).join(' · ')}
            value={entering === persona ? '正在进入…' : undefined}
            onPress={() => void enter(persona)}
          />
        ))}
      </CellList>
    </View>
  );
}
