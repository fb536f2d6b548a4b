import { useState } from 'react';
import { listVisits, reportFinding, summariseVisits, type VisitView } from '@shared/visits/contract';
import { VISIT_PURPOSE_NAMES } from '@shared/visits/rules';
import { DAY_MS, friendlyTime, shanghaiDate, weekdayName } from '@shared/time/shanghai';
import { call, explain, refreshApi, useApiList } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { MapView } from '@miniapp/platform/map';
import { Button, Card, Cell, CellList, Choice, Empty, Skeleton, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { LookInto } from './look-into';
import { WhoLooked } from './who-looked';

const DAYS_SHOWN = 7;
const ALL = 'all';

/** The visits of the signed-in person, or of an area; of one day they make a route. */
export function Log({ area }: { area?: string }) {
  const now = useNow();
  const [date, setDate] = useState(area === undefined ? shanghaiDate(now) : ALL);
  const query = useApiList(listVisits, { query: { area, date: date === ALL ? undefined : date } });
  const days = Array.from({ length: DAYS_SHOWN }, (_, back) => now - back * DAY_MS);
  const options = [
    { value: ALL, text: '全部' },
    ...days.map((ms, back) => ({
      value: shanghaiDate(ms),
      text: back === 0 ? '今天' : back === 1 ? '昨天' : weekdayName(ms),
    })),
  ];
  return (
    <View className="lx-stack">
      <Choice label="哪一天的走访" options={options} value={date} onChange={setDate} />
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={2} />}
        isEmpty={(items) => items.length === 0}
        empty={
          <Empty
            icon="map"
            title={date === ALL ? '还没有走访记录' : '这一天没有走访'}
            note={area === undefined ? '记下第一次，路线就会画在地图上' : '换一天，或换一个区域看看'}
          />
        }
      >
        {(items) => (
          <View className="lx-stack">
            <Route items={items} joined={date !== ALL && area === undefined} />
            {items.map((item) => (
              <VisitCard key={item.id} item={item} />
            ))}
            <MoreButton query={query}>更早的走访</MoreButton>
          </View>
        )}
      </Loaded>
    </View>
  );
}

/** Where somebody was, only as he recorded it; one person's day as a line in its order. */
function Route({ items, joined }: { items: VisitView[]; joined: boolean }) {
  const [last] = items;
  if (!last) return null;
  const inOrder = [...items].reverse();
  return (
    <MapView
      label={joined ? '当天走过的路线' : '走访过的地方'}
      centre={last.place}
      zoom={15}
      height="220px"
      lines={joined ? [{ id: 'route', points: inOrder.map(({ place }) => place) }] : []}
      markers={inOrder.map(({ id, place, placeText, purpose }, index) => ({
        id,
        lng: place.lng,
        lat: place.lat,
        kind: 'done' as const,
        label: `${joined ? `第 ${index + 1} 处：` : ''}${placeText ?? VISIT_PURPOSE_NAMES[purpose]}`,
      }))}
    />
  );
}

function VisitCard({ item }: { item: VisitView }) {
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const report = async (index: number) => {
    setBusy(true);
    try {
      await call(reportFinding, { params: { id: item.id, index } });
      toast.done('报成事项了');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(false);
      await refreshApi(listVisits, summariseVisits);
    }
  };
  return (
    <Card title={`${VISIT_PURPOSE_NAMES[item.purpose]} · ${friendlyTime(Date.parse(item.at), now)}`}>
      <View className="lx-stack">
        <View className="lx-small">
          {[item.mine ? null : item.worker, item.placeText ?? item.area?.name].filter(Boolean).join(' · ')}
        </View>
        {item.wiped ? (
          <View className="lx-small">过了两年的保存期限：见到谁、情况和地点已经清除，只留次数</View>
        ) : null}
        {item.people?.length ? <View>{`见到：${item.people.join('、')}`}</View> : null}
        {item.note ? <View>{item.note}</View> : null}
        {item.mine && !item.wiped ? (
          <WhoLooked item={item} />
        ) : (
          <>
            <View className="lx-small lx-num">{`见到 ${item.peopleCount} 人`}</View>
            {item.mayLook ? <LookInto item={item} /> : null}
          </>
        )}
        {item.findings.length > 0 ? (
          <CellList title={`发现的问题 ${item.findings.length} 个`}>
            {item.findings.map((finding, index) => (
              <Cell
                key={`${index}-${finding.text}`}
                title={finding.text || '内容已清除'}
                note={finding.case ? `已报：${finding.case.number}` : undefined}
                onPress={
                  finding.case
                    ? () => void openPage(routes.detail, { id: finding.case?.id ?? '' })
                    : undefined
                }
                value={
                  finding.case || !item.mine || item.wiped ? undefined : (
                    <Button
                      kind="secondary"
                      size="small"
                      disabled={busy}
                      label={`把「${finding.text}」报成事项`}
                      onPress={() => void report(index)}
                    >
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
