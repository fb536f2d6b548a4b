import { type CaseView } from '@shared/cases/schemas';
import { Card, StarsShown, Tag, Text, View } from '@miniapp/ui';

const RESOLVED = { yes: '解决了', partly: '解决了一部分', no: '没有解决' } as const;
const ROWS = [
  ['响应速度', 'response'],
  ['服务态度', 'attitude'],
  ['处理结果', 'result'],
] as const;

/** A rating that was given. */
export function RatingShown({ rating }: { rating: NonNullable<CaseView['rating']> }) {
  return (
    <Card title="居民评价" extra={<Tag>{RESOLVED[rating.resolved]}</Tag>}>
      <View className="lx-stack">
        {ROWS.map(([label, key]) => (
          <View key={key} className="lx-row">
            <Text className="lx-small">{label}</Text>
            <StarsShown label={label} value={rating[key]} />
          </View>
        ))}
        {rating.tags.length > 0 ? (
          <View className="lx-row">
            {rating.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </View>
        ) : null}
        {rating.text ? <Text selectable>{rating.text}</Text> : null}
      </View>
    </Card>
  );
}
