import { useState } from 'react';
import { listVisits, reportFinding, summariseVisits, type VisitView } from '@shared/visits/contract';
import { VISIT_PURPOSE_NAMES } from '@shared/visits/rules';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, refreshApi, useApi, useApiList, useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { MapView } from '@miniapp/platform/map';
import { Button, Card, Cell, CellList, Choice, Empty, Page, Skeleton, Tag, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { VisitForm } from '../../components/visit-form';

const PERIODS = [
  { value: 'week', text: '本周' },
  { value: 'month', text: '本月' },
] as const;

/** A worker's visits: written down, added up, and what was found reported in one tap. */
export default function VisitsPage() {
  const works = useHasRole('grid_worker');
  return (
    <Page title="走访" width="form">
      {works ? (
        <>
          <VisitForm />
          <Summary />
          <Log />
        </>
      ) : (
        <Empty icon="lock" title="走访日志由网格员填写" note="用网格员的账号登录后再来" />
      )}
    </Page>
  );
}

function Summary() {
  const [period, setPeriod] = useState<'week' | 'month'>('week');
  const query = useApi(summariseVisits, { query: { period } }, { holdPrevious: true });
  return (
    <Card title="走访小结">
      <View className="lx-stack">
        <Choice label="哪一段时间" options={PERIODS} value={period} onChange={setPeriod} />
        <Loaded query={query} skeleton={<Skeleton rows={2} />}>
          {({ visits, people, findings, cases, byPurpose, norm }) => (
            <View className="lx-stack">
              <View>{`走访 ${visits} 次，见到 ${people} 人，发现 ${findings} 个问题，${cases} 个报成了事项`}</View>
              <View className="lx-small">
                {byPurpose
                  .map(({ purpose, count }) => `${VISIT_PURPOSE_NAMES[purpose]} ${count} 次`)
                  .join('，')}
              </View>
              {norm.map(({ area, visits: done, required, met }) => (
                <Tag key={area.code} icon={met ? 'check' : 'alert'}>
                  {`${area.name}：本月 ${done}/${required} 次`}
                </Tag>
              ))}
            </View>
          )}
        </Loaded>
      </View>
    </Card>
  );
}

function Log() {
  const query = useApiList(listVisits, { query: {} });
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="cards" rows={2} />}
      isEmpty={(items) => items.length === 0}
      empty={<Empty icon="map" title="还没有走访记录" note="记下第一次，路线就会画在地图上" />}
    >
      {(items) => (
        <View className="lx-stack">
          <Route items={items} />
          {items.map((item) => (
            <VisitCard key={item.id} item={item} />
          ))}
          <MoreButton query={query}>更早的走访</MoreButton>
        </View>
      )}
    </Loaded>
  );
}

/** Where the worker was, only as he recorded it. */
function Route({ items }: { items: VisitView[] }) {
  const [last] = items;
  if (!last) return null;
  return (
    <MapView
      label="走访过的地方"
      centre={last.place}
      zoom={15}
      height="200px"
      markers={items.map(({ id, place, placeText, purpose }) => ({
        id,
        lng: place.lng,
        lat: place.lat,
        kind: 'done' as const,
        label: placeText ?? VISIT_PURPOSE_NAMES[purpose],
      }))}
    />
  );
}

function VisitCard({ item }: { item: VisitView }) {
  const now = useNow();
  const report = async (index: number) => {
    try {
      await call(reportFinding, { params: { id: item.id, index } });
      toast.done('报成事项了');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      await refreshApi(listVisits, summariseVisits);
    }
  };
  return (
    <Card title={`${VISIT_PURPOSE_NAMES[item.purpose]} · ${friendlyTime(Date.parse(item.at), now)}`}>
      <View className="lx-stack">
        <View className="lx-small">{item.placeText ?? item.area?.name ?? ''}</View>
        {item.people?.length ? <View>{`见到：${item.people.join('、')}`}</View> : null}
        {item.note ? <View>{item.note}</View> : null}
        {item.findings.length > 0 ? (
          <CellList title="发现的问题">
            {item.findings.map((finding, index) => (
              <Cell
                key={finding.text}
                title={finding.text}
                note={finding.case ? `已报：${finding.case.number}` : undefined}
                onPress={
                  finding.case
                    ? () => void openPage(routes.detail, { id: finding.case?.id ?? '' })
                    : undefined
                }
                value={
                  finding.case ? undefined : (
                    <Button kind="secondary" size="small" onPress={() => void report(index)}>
                      报事
                    </Button>
                  )
                }
              />
            ))}
          </CellList>
        ) : null}
      </View>
    </Card>
  );
}
