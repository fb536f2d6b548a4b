import { useState } from 'react';
import { listAreaModes } from '@shared/clocks/mode-contract';
import { MODE_NAMES } from '@shared/clocks/modes';
import { friendlyTime } from '@shared/time/shanghai';
import { useApi, useHasRole } from '@miniapp/client';
import { Button, Cell, CellList, Empty, Page, StatusTag, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { AdminOnly } from '../../components/admin-only';
import { AreaPicker, type NamedArea } from '../../components/area-picker';
import { ModeForm } from '../../components/mode-form';

/** Which areas are in no ordinary times, and the way to change one. */
export default function ModesPage() {
  const allowed = useHasRole('admin', 'supervisor');
  const query = useApi(listAreaModes, {}, { enabled: allowed });
  const now = useNow();
  const [picking, setPicking] = useState(false);
  const [area, setArea] = useState<NamedArea>();
  return (
    <Page title="平急状态" width="form">
      <AdminOnly roles={['admin', 'supervisor']} to={routes.adminModes}>
        <Loaded query={query}>
          {({ areas, special }) => (
            <View className="lx-stack">
              <View className="lx-small">
                平时按类别的承诺时间办理；遇到大型活动、灾害，可以把一个区域改为重大或应急，此后报的事承诺时间缩短。一处同时受几级影响的，按最严的算。
              </View>
              <Button icon="map-pin" onPress={() => setPicking(true)}>
                选择区域
              </Button>
              {special.length === 0 ? (
                <Empty icon="check-circle" title="都是平时" note="您管理的区域里没有重大或应急状态。" />
              ) : (
                <CellList title="现在不是平时的区域">
                  {special.map(({ area: set, path, mode, until, reason }) => (
                    <Cell
                      key={set.code}
                      title={path.map(({ name }) => name).join(' › ')}
                      note={`${reason} · ${until ? `到 ${friendlyTime(Date.parse(until), now)}` : '直到有人恢复'}`}
                      value={
                        <StatusTag tone={mode === 'emergency' ? 'overdue' : 'waiting'}>
                          {MODE_NAMES[mode]}
                        </StatusTag>
                      }
                      onPress={() => setArea(set)}
                    />
                  ))}
                </CellList>
              )}
              <AreaPicker
                open={picking}
                roots={areas}
                onClose={() => setPicking(false)}
                onPick={(picked) => {
                  setPicking(false);
                  setArea(picked);
                }}
              />
            </View>
          )}
        </Loaded>
        {area ? <ModeForm key={area.code} area={area} onClose={() => setArea(undefined)} /> : null}
      </AdminOnly>
    </Page>
  );
}
