import { type AreaStats, getAreaStats } from '@shared/area-stats/contract';
import { useApi } from '@miniapp/client';
import { Card, Skeleton, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';

const RATES: [keyof AreaStats['rates'], string, string][] = [
  ['response', '及时响应', '应答的'],
  ['resolution', '解决', '评价的'],
  ['satisfaction', '满意', '评价的'],
];

/** Cases and the three rates of an area, each with what it is a share of. */
export function GridFigures({ code }: { code: string }) {
  const query = useApi(getAreaStats, { params: { code } }, { keep: true });
  return (
    <Loaded query={query} skeleton={<Skeleton kind="cards" rows={1} />}>
      {(stats) => (
        <Card title={`近 ${stats.days} 天`}>
          <View className="import-counts">
            {(
              [
                ['received', '收到'],
                ['open', '在办'],
                ['done', '办好'],
              ] as const
            ).map(([key, name]) => (
              <View key={key} className="import-counts__one">
                <Text className="import-counts__number lx-num">{stats.cases[key]}</Text>
                <Text className="lx-small">{`${name}（件）`}</Text>
              </View>
            ))}
            {RATES.map(([key, name, of]) => (
              <RateView key={key} name={name} of={of} rate={stats.rates[key]} />
            ))}
          </View>
        </Card>
      )}
    </Loaded>
  );
}

function RateView({ name, of, rate }: { name: string; of: string; rate: AreaStats['rates']['response'] }) {
  const share = rate.enough && rate.share !== null ? `${Math.round(rate.share * 100)}%` : '样本不足';
  return (
    <View className="import-counts__one">
      <Text className="import-counts__number lx-num">{share}</Text>
      <Text className="lx-small">{`${name}（${of} ${rate.of} 件中 ${rate.part} 件）`}</Text>
    </View>
  );
}
