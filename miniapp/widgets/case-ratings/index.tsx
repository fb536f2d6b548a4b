import { type RatingView } from '@shared/cases/rating-schemas';
import { type CaseView } from '@shared/cases/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { Card, StarsShown, Tag, Text, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { RESOLVED_NAMES, ratingsOf, tallyText, titleOf } from './facts';
import './index.scss';

const ROWS = [
  ['响应速度', 'response'],
  ['服务态度', 'attitude'],
  ['处理结果', 'result'],
] as const;

/** What residents thought of it: the figures of this round, and each rating this person may read. */
export function CaseRatings({ item }: { item: CaseView }) {
  const shown = ratingsOf(item);
  const figures = tallyText(item.ratings);
  if (shown.length === 0 && !figures) return null;
  return (
    <Card title="居民评价">
      <View className="lx-stack">
        {figures ? <View className="lx-small">{figures}</View> : null}
        {shown.map((rating) => (
          <RatingShown key={rating.ref} rating={rating} title={titleOf(rating, item)} />
        ))}
      </View>
    </Card>
  );
}

function RatingShown({ rating, title }: { rating: RatingView; title: string }) {
  const now = useNow();
  const time = (at: string) => friendlyTime(Date.parse(at), now);
  return (
    <View className="case-rating">
      <View className="lx-row lx-row--between">
        <Text className="case-rating__who">{title}</Text>
        <Text className="lx-caption">
          {`${time(rating.changedAt ?? rating.at)}${rating.changedAt ? ' 改过' : ''}`}
        </Text>
      </View>
      <View className="lx-row">
        <Tag>{RESOLVED_NAMES[rating.resolved]}</Tag>
        {rating.sentBack ? <Tag icon="undo">退回重办</Tag> : null}
        {rating.appeal ? <Tag icon="info">{rating.appeal.stateName}</Tag> : null}
      </View>
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
      {rating.changeableUntil ? (
        <View className="lx-caption">{`${time(rating.changeableUntil)} 前还可以修改`}</View>
      ) : null}
      {rating.answer ? <Said label={`${rating.answer.who} 的回应`} text={rating.answer.text} /> : null}
      {rating.appeal?.text ? (
        <Said label={`申诉：${rating.appeal.reasonName ?? ''}`} text={rating.appeal.text} />
      ) : null}
      {rating.appeal?.decision ? (
        <Said
          label={`${rating.appeal.decision.who} 裁定：${rating.appeal.stateName}`}
          text={rating.appeal.decision.text}
        />
      ) : null}
    </View>
  );
}

/** Words that somebody set below a rating. */
function Said({ label, text }: { label: string; text: string }) {
  return (
    <View className="case-rating__said">
      <View className="lx-caption">{label}</View>
      <Text selectable>{text}</Text>
    </View>
  );
}
