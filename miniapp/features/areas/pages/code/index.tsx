import { codeIn } from '@shared/address-codes/codes';
import { type AddressCodeView, getAddressCode } from '@shared/address-codes/contract';
import { getContacts } from '@shared/areas/contract';
import { useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { openPage, replacePage, useQuery } from '@miniapp/platform/navigation';
import { Card, Empty, Icon, Page, Skeleton, Text, View } from '@miniapp/ui';
import { GridCard } from '@miniapp/widgets/grid-card';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { SetMyGrid } from '../../components/set-my-grid';
import '../../areas.scss';

/**
 * Where a printed code leads: `?c=` in the portal's link, `q` (that link, encoded) when WeChat opens the mini-program by
 * it, `scene` from a mini-program code.
 */
export default function CodePage() {
  const { c, q, scene } = useQuery();
  const code = codeIn(c ?? q ?? scene ?? '');
  return <Page title="这里的网格">{code ? <Found code={code} /> : <NoCode />}</Page>;
}

const NoCode = () => (
  <Empty
    icon="search"
    title="这个二维码不是网格的码"
    note="可以按位置、地址或逐级选择，找到您的网格。"
    action={{ text: '找我的网格', onPress: () => void replacePage(routes.findGrid) }}
  />
);

function Found({ code }: { code: string }) {
  const query = useApi(getAddressCode, { params: { code } }, { keep: true });
  if (query.error && 'status' in query.error && query.error.status === 404) return <NoCode />;
  return (
    <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
      {(found) => <Address found={found} />}
    </Loaded>
  );
}

function Address({ found: { line, place, path, grid } }: { found: AddressCodeView }) {
  const above = path
    .filter(({ level }) => level === 'street' || level === 'community')
    .map(({ name }) => name)
    .join(' · ');
  return (
    <>
      <Card flush label="您扫的地方">
        <MapView
          label={`${line}的位置`}
          centre={place}
          zoom={17}
          height="180px"
          markers={[{ id: 'here', lng: place.lng, lat: place.lat, kind: 'working', label: line }]}
        />
        <View className="import-seen">
          <View className="lx-row">
            <Icon name="map-pin" />
            <Text className="code-line">{line}</Text>
          </View>
          <View className="lx-small">{above}</View>
        </View>
      </Card>
      {grid ? (
        <Grid code={grid.code} name={grid.name} />
      ) : (
        <Empty
          icon="map"
          title="这里还没有划入网格"
          note="有事可以直接报，由社区中心受理。"
          action={{ text: '报事', onPress: () => void openPage(routes.report) }}
        />
      )}
    </>
  );
}

function Grid({ code, name }: { code: string; name: string }) {
  const contacts = useApi(getContacts, { params: { code } }, { keep: true });
  return (
    <Loaded query={contacts} skeleton={<Skeleton kind="cards" rows={1} />}>
      {(found) => (
        <>
          <GridCard contacts={found} how="扫码找到" onChange={() => void openPage(routes.findGrid)} />
          <SetMyGrid code={code} name={name} />
        </>
      )}
    </Loaded>
  );
}
