import { useState } from 'react';
import { CODE_MAKERS, LABELS_AT_MOST, listDoors, printAddressCodes } from '@shared/address-codes/contract';
import { explain, openDocument, useApiList } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Banner, Button, Cell, CellList, Empty, Page, Skeleton, toast, View } from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { useOwnAreas } from '@miniapp/widgets/own-areas';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { routes } from '@miniapp/widgets/routes';
import { DoorForm } from '../../components/door-form';
import '../../areas.scss';

/** From a community down a sheet of labels is printed at once. */
const COMMUNITY_DIGITS = 12;

/** Door plates with codes: made, listed, printed as sheets of labels. */
export default function DoorsPage() {
  return (
    <Page title="门牌二维码" width="form">
      <PeopleOnly
        to={routes.doors}
        title="门牌由网格中心登记"
        note="需要二维码的话，请联系本地的网格中心。"
        roles={CODE_MAKERS}
      >
        <Doors />
      </PeopleOnly>
    </Page>
  );
}

function Doors() {
  const own = useOwnAreas(CODE_MAKERS);
  const [area, setArea] = useState<{ code: string; name: string }>();
  const code = area?.code ?? own[0];
  const [adding, setAdding] = useState(false);
  const [printing, setPrinting] = useState(false);
  const small = area !== undefined && area.code.length >= COMMUNITY_DIGITS;
  const print = (): void => {
    if (!area) return;
    setPrinting(true);
    // At once in the press: browsers open windows only then.
    openDocument(printAddressCodes, { params: { code: area.code } })
      .catch((error: unknown) => toast.fail(explain(error)))
      .finally(() => setPrinting(false));
  };
  return (
    <View className="lx-stack">
      <View className="lx-small">
        贴在门口或单元门上的二维码，居民扫一扫就知道找谁、报事自动带上地址。网格和楼栋的码不用登记，一起印。
      </View>
      <AreaField value={area} onChange={setArea} roles={CODE_MAKERS} verb="看" />
      {small ? (
        <View className="find-ways">
          <Button icon="plus" onPress={() => setAdding(true)}>
            登记新门牌
          </Button>
          <Button kind="secondary" icon="list" loading={printing} onPress={print}>
            打印二维码（A4）
          </Button>
        </View>
      ) : (
        <Banner>{`选一个社区或网格，就可以登记门牌、打印二维码（一次最多 ${LABELS_AT_MOST} 张）。`}</Banner>
      )}
      {code === undefined ? null : <Listed key={code} area={code} />}
      {area && adding ? <DoorForm area={area} onClose={() => setAdding(false)} /> : null}
    </View>
  );
}

function Listed({ area }: { area: string }) {
  const query = useApiList(listDoors, { query: { area, limit: 30 } });
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="lines" rows={4} />}
      isEmpty={(items) => items.length === 0}
      empty={
        <Empty icon="map-pin" title="还没有登记门牌" note="选一个网格，把地图移到门口，写下门牌就行。" />
      }
    >
      {(items) => (
        <View className="lx-stack">
          <CellList title="登记过的门牌">
            {items.map(({ code, line, grid }) => (
              <Cell
                key={code}
                title={line}
                note={`${grid?.name ?? '不在网格内'} · ${code}`}
                onPress={() => void openPage(routes.addressCode, { c: code })}
              />
            ))}
          </CellList>
          <MoreButton query={query}>更多门牌</MoreButton>
        </View>
      )}
    </Loaded>
  );
}
