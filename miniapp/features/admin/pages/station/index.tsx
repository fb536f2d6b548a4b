import { useState } from 'react';
import { getArea } from '@shared/areas/contract';
import { getAreaStation, STATION_LEVELS } from '@shared/stations/contract';
import { useApi } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Banner, Page, Skeleton, View } from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import { StationForm } from '../../components/station-form';

/** Party branch and station of a grid or community; `?code=` of this one. */
export default function StationPage() {
  return (
    <Page title="党支部和服务站" width="form">
      <AdminOnly roles={['admin']} to={routes.adminStation}>
        <Chosen />
      </AdminOnly>
    </Page>
  );
}

function Chosen() {
  const { code: asked } = useQuery();
  const [code, setCode] = useState(asked);
  return (
    <View className="lx-stack">
      <View className="lx-small">
        居民在网格页上看到党支部在哪里、服务站几点开门。网格没有自己的，就用社区的。
      </View>
      {code ? (
        <Editing key={code} code={code} onOther={setCode} />
      ) : (
        <AreaField onChange={(area) => setCode(area.code)} roles={['admin']} verb="设置" />
      )}
    </View>
  );
}

const LEVELS: readonly string[] = STATION_LEVELS;

function Editing({ code, onOther }: { code: string; onOther: (code: string) => void }) {
  const area = useApi(getArea, { params: { code }, query: { geometry: '1' } });
  const stands = useApi(getAreaStation, { params: { code }, query: {} });
  return (
    <>
      <AreaField value={area.data} onChange={(other) => onOther(other.code)} roles={['admin']} verb="设置" />
      <Loaded query={area} skeleton={<Skeleton rows={2} />}>
        {(found) =>
          LEVELS.includes(found.level) ? (
            <Loaded query={stands} skeleton={<Skeleton kind="cards" rows={2} />}>
              {(now) => <StationForm key={now.version} area={found} stands={now} />}
            </Loaded>
          ) : (
            <Banner>请选一个社区或网格：党支部和服务站按社区、网格设。</Banner>
          )
        }
      </Loaded>
    </>
  );
}
