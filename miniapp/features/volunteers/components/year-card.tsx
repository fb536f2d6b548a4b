import { type getYear } from '@shared/points/contract';
import { type ResponseOf } from '@shared/core/contract';
import { hoursText } from '@shared/points/rules';
import { Button, Card, Text, View } from '@miniapp/ui';

/** A year in a sentence, month by month, and what was done most. */
export function YearCard({ summary, onPrint }: { summary: ResponseOf<typeof getYear>; onPrint: () => void }) {
  const { year, minutes, services, points, visits, months, most } = summary;
  const top = Math.max(...months, 1);
  if (minutes === 0 && visits === 0)
    return (
      <Card title={`${year} 年`}>
        <View className="lx-small">这一年还没有记录。</View>
      </Card>
    );
  return (
    <Card title={`${year} 年`}>
      <View className="lx-stack">
        <View>
          {`参加 ${services} 次，服务 ${hoursText(minutes)}，记 ${points} 分${visits > 0 ? `，走访 ${visits} 户次` : ''}。`}
        </View>
        <View
          className="vol-months"
          role="img"
          label={`各月服务时长：${months.flatMap((value, at) => (value > 0 ? [`${at + 1} 月 ${hoursText(value)}`] : [])).join('，') || '没有'}`}
        >
          {months.map((value, at) => (
            <View key={at} className="vol-months__month">
              <View className="vol-months__bar" style={{ height: `${Math.round((70 * value) / top)}%` }} />
              <Text className="lx-caption">{String(at + 1)}</Text>
            </View>
          ))}
        </View>
        {most.length > 0 ? (
          <View className="lx-small">
            {`去得最多：${most.map(({ title, times }) => `${title} ${times} 次`).join('、')}`}
          </View>
        ) : null}
        {minutes > 0 ? (
          <View className="vol-buttons">
            <Button kind="secondary" icon="document" onPress={onPrint}>
              {`${year} 年证书`}
            </Button>
          </View>
        ) : null}
      </View>
    </Card>
  );
}
