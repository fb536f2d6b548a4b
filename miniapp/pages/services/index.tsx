import { useEffect, useRef, useState } from 'react';
import { WAY_NAMES } from '@shared/services/catalogue';
import { listServices } from '@shared/services/contract';
import { type ServiceSummary } from '@shared/services/views';
import { useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList, Choice, Empty, Page, Skeleton, TextInput, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';

/** Typing goes on for so long before anything is asked of the server. */
const PAUSE_MS = 350;
const ALL = 'all';

/** What can be done for me: found by life event, or by whatever words one has for it. */
export default function ServicesPage() {
  const [typed, setTyped] = useState('');
  const [group, setGroup] = useState(ALL);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const q = typed.trim();
  const query = useApi(
    listServices,
    { query: q ? { q } : { group: group === ALL ? undefined : group } },
    { holdPrevious: true },
  );
  const groups = query.data?.groups ?? [];
  return (
    <Page title="服务" width="form">
      <Beside />
      <TextInput
        kind="search"
        label="找一件事怎么办"
        maxLength={60}
        placeholder="老年证、laonianzheng、lnz 都能找到"
        onChange={(words) => {
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setTyped(words), PAUSE_MS);
        }}
      />
      {q === '' && groups.length > 0 ? (
        <Choice
          label="人生大事"
          options={[
            { value: ALL, text: '全部' },
            ...groups.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          value={group}
          onChange={setGroup}
        />
      ) : null}
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={4} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty
            icon="search"
            title="没有找到"
            note="换个说法试试；还是找不到，就报事，告诉网格员您要办什么"
            action={{ text: '告诉网格员', onPress: () => void openPage(routes.report) }}
          />
        }
      >
        {({ items }) => (
          <CellList label="可以办的事">
            {items.map((item) => (
              <ServiceRow key={item.id} item={item} />
            ))}
          </CellList>
        )}
      </Loaded>
    </Page>
  );
}

function ServiceRow({ item }: { item: ServiceSummary }) {
  const ways = item.modes.map((mode) => WAY_NAMES[mode]).join(' · ');
  return (
    <Cell
      icon="document"
      title={item.name}
      note={`${ways}；${item.timeLimit}`}
      onPress={() => void openPage(routes.service, { id: item.id })}
    />
  );
}

function Beside() {
  return (
    <View>
      <CellList label="为您服务">
        <Cell
          icon="people"
          title="服务团队"
          note="律师、医师、电工、社工，请他们来"
          onPress={() => void openPage(routes.teams)}
        />
        <Cell
          icon="heart"
          title="微心愿"
          note="许一个，或帮别人完成一个"
          onPress={() => void openPage(routes.wishes)}
        />
        <Cell
          icon="calendar"
          title="我的预约"
          note="时间、地点，改期和取消"
          onPress={() => void openPage(routes.appointments)}
        />
      </CellList>
    </View>
  );
}
