import { useState } from 'react';
import { getArea } from '@shared/areas/contract';
import { type Role } from '@shared/auth/roles';
import { useApi, useHasRole } from '@miniapp/client';
import { Card, Empty, Field, Page } from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { useOwnAreas } from '@miniapp/widgets/own-areas';
import { Log } from '../../components/log';
import { Summary } from '../../components/summary';

const READERS: Role[] = ['grid_worker', 'dispatcher', 'supervisor', 'admin'];

/** The visits of an area one serves: whom they met is opened one by one, for a reason. */
export default function VisitsDeskPage() {
  const reads = useHasRole(...READERS);
  const [own] = useOwnAreas(READERS);
  const [chosen, setChosen] = useState<{ code: string; name: string }>();
  const { data } = useApi(
    getArea,
    { params: { code: own ?? '' } },
    { enabled: reads && own !== undefined, keep: true },
  );
  const area = chosen ?? (own ? { code: own, name: data?.name ?? '' } : undefined);
  return (
    <Page title="辖区的走访" width="form">
      {reads && area ? (
        <>
          <Card>
            <Field label="哪里的走访" group>
              <AreaField value={area} roles={READERS} verb="看" onChange={setChosen} />
            </Field>
          </Card>
          <Summary key={`sum-${area.code}`} area={area.code} />
          <Log key={`log-${area.code}`} area={area.code} />
        </>
      ) : (
        <Empty icon="lock" title="这里由工作人员查看" note="用工作人员的账号登录后再来" />
      )}
    </Page>
  );
}
