import { useState } from 'react';
import { getCertificate, getHours, getYear, type PointEntry } from '@shared/points/contract';
import { hoursText } from '@shared/points/rules';
import { calendarTime, shanghaiDate } from '@shared/time/shanghai';
import { explain, openDocument, useApi, useApiList, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import {
  Button,
  Card,
  Cell,
  CellList,
  Empty,
  Page,
  Progress,
  Segmented,
  Skeleton,
  Tag,
  Text,
  toast,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { YearCard } from '../../components/year-card';
import '../../volunteers.scss';

/** How long I have served, what it earned, the ledger, and the certificate. */
export default function HoursPage() {
  return (
    <Page title="时长和积分" width="form">
      <PeopleOnly to={routes.volunteerHours} note="登录后能看到您的服务时长。">
        <Hours />
      </PeopleOnly>
    </Page>
  );
}

function Hours() {
  const user = useUser();
  const now = useNow();
  const thisYear = Number(shanghaiDate(now).slice(0, 4));
  const [year, setYear] = useState(String(thisYear));
  const query = useApi(getHours, { query: {} }, { enabled: user !== null });
  const ledger = useApiList(getHours, { query: {} }, { enabled: user !== null });
  const summary = useApi(getYear, { params: { year: Number(year) } }, { enabled: user !== null });
  const print = (which?: number) => {
    openDocument(getCertificate, { query: which ? { year: which } : {} }).catch((error: unknown) =>
      toast.fail(explain(error)),
    );
  };
  return (
    <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
      {({ minutes, services, points, honours, next, rules }) => (
        <>
          <Card>
            <View className="lx-stack">
              <View className="vol-figures">
                <Figure number={hoursText(minutes)} what="服务时长" />
                <Figure number={String(services)} what="参加次数" />
                <Figure number={String(points)} what="积分" />
              </View>
              {honours.length > 0 ? (
                <View className="vol-tags">
                  {honours.map(({ code, name }) => (
                    <Tag key={code} icon="star">
                      {name}
                    </Tag>
                  ))}
                </View>
              ) : null}
              {next ? (
                <>
                  <View className="lx-small">{`再服务 ${hoursText(next.minutes - minutes)}，就是「${next.name}」`}</View>
                  <Progress percent={Math.floor((100 * minutes) / next.minutes)} label={`到${next.name}`} />
                </>
              ) : null}
              {minutes > 0 ? (
                <View className="vol-buttons">
                  <Button icon="document" onPress={() => print()}>
                    服务证书
                  </Button>
                  <Button
                    kind="secondary"
                    icon="shield"
                    onPress={() => void openPage(routes.verifyCertificate)}
                  >
                    查验证书
                  </Button>
                </View>
              ) : null}
            </View>
          </Card>
          <Segmented
            label="哪一年"
            value={year}
            onChange={setYear}
            options={[thisYear, thisYear - 1].map((value) => ({ value: String(value), text: `${value} 年` }))}
          />
          <Loaded query={summary}>
            {(data) => <YearCard summary={data} onPrint={() => print(data.year)} />}
          </Loaded>
          <Loaded
            query={ledger}
            isEmpty={(items) => items.length === 0}
            empty={<Empty icon="star" title="还没有积分" note="参加活动，时长确认后记到这里" />}
          >
            {(items) => (
              <View className="lx-stack">
                <CellList title="积分流水">
                  {items.map((entry) => (
                    <Entry key={entry.id} entry={entry} now={now} />
                  ))}
                </CellList>
                <MoreButton query={ledger}>更早的</MoreButton>
              </View>
            )}
          </Loaded>
          <Card title="怎么记分">
            <View className="lx-stack">
              {rules.map((rule) => (
                <View key={rule} className="lx-small">
                  {rule}
                </View>
              ))}
            </View>
          </Card>
        </>
      )}
    </Loaded>
  );
}

function Figure({ number, what }: { number: string; what: string }) {
  return (
    <View className="vol-figures__one">
      <Text className="vol-figures__number">{number}</Text>
      <Text className="lx-caption">{what}</Text>
    </View>
  );
}

function Entry({ entry, now }: { entry: PointEntry; now: number }) {
  const { title, reason, points, minutes, at, balance } = entry;
  const sign = points > 0 ? '+' : '';
  const note = [
    reason === 'correction' ? '更正' : '',
    minutes === 0 ? '' : `${minutes < 0 ? '减 ' : ''}${hoursText(Math.abs(minutes))}`,
    calendarTime(Date.parse(at), now),
    `余 ${balance} 分`,
  ];
  return <Cell title={title} note={note.filter(Boolean).join(' · ')} value={`${sign}${points} 分`} />;
}
