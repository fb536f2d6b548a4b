import { useState } from 'react';
import { listTeams } from '@shared/teams/contract';
import { useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList, Choice, Empty, Page, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useMyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';

const ALL = '全部';

/** Teams that serve my grid, by profession. */
export default function TeamsPage() {
  const { code } = useMyGrid();
  const [profession, setProfession] = useState(ALL);
  const query = useApi(listTeams, { query: { area: code ?? undefined } });
  return (
    <Page title="服务团队" width="form">
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={4} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty icon="people" title="这里还没有服务团队" note="有事可以直接报给网格员" />}
      >
        {({ professions, items }) => (
          <View className="lx-stack">
            <Choice
              label="哪一行"
              options={[ALL, ...professions].map((value) => ({ value, text: value }))}
              value={profession}
              onChange={setProfession}
            />
            <CellList label="团队">
              {items
                .filter((team) => profession === ALL || team.professions.includes(profession))
                .map((team) => (
                  <Cell
                    key={team.id}
                    icon="people"
                    title={team.name}
                    note={`${team.area.name} · ${team.professions.join('、')}`}
                    onPress={() => void openPage(routes.team, { id: team.id })}
                  />
                ))}
            </CellList>
          </View>
        )}
      </Loaded>
    </Page>
  );
}
