import { type UserView } from '@shared/auth/schemas';
import { openPage, openTab } from '@miniapp/platform/navigation';
import { Cell } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/** The grid the person chose as theirs, with the community and street it belongs to. */
export function HomeGrid({ user: { homeArea } }: { user: UserView }) {
  if (!homeArea) {
    return (
      <Cell
        icon="map-pin"
        title="我的网格"
        note="还没有设置。在首页看到您所在的网格后，可以设为我的网格"
        onPress={() => void openTab(routes.home)}
      />
    );
  }
  const above = homeArea.path.filter(({ level }) => level === 'street' || level === 'community');
  return (
    <Cell
      icon="map-pin"
      title={`我的网格：${homeArea.name}`}
      note={above.map(({ name }) => name).join(' · ')}
      onPress={() => void openPage(routes.grid, { code: homeArea.code })}
    />
  );
}
