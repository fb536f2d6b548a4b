import { type CaseSummary } from '@shared/cases/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { fileUrl } from '@miniapp/client';
import { Card, Icon, Image, StatusTag, Text, View, cx } from '@miniapp/ui';
import { placeName, promiseOf, toneOf } from '../case-facts';
import { useNow } from '../use-now';
import './index.scss';

export interface CaseCardProps {
  item: CaseSummary;
  onPress: () => void;
  /** With the time that is left: for whom the case concerns (the promised hour stands in the plain sentence). */
  promise?: boolean;
  /** The chosen one of a list beside a map or a second pane. */
  current?: boolean;
}

/** One case in a list: its picture, what was said, where it stands in plain words. The whole card opens it. */
export function CaseCard({ item, onPress, promise, current }: CaseCardProps) {
  const now = useNow();
  const due = promise ? promiseOf(item, now) : null;
  const where = item.addressText ?? placeName(item.area.path);
  return (
    <Card className={cx('case-card', current && 'is-current')} onPress={onPress}>
      <View className="case-card__head">
        <StatusTag tone={toneOf(item)}>{item.statusName}</StatusTag>
        <Text className="lx-caption lx-ellipsis lx-grow">{item.category.name}</Text>
        {due ? (
          <View className={cx('case-card__due lx-num', due.late && 'is-late')}>
            <Icon name="clock" size={16} />
            <Text>{due.left}</Text>
          </View>
        ) : null}
      </View>
      <View className="case-card__row">
        <View className="lx-grow">
          <View className="case-card__text lx-clamp-2">{item.text}</View>
        </View>
        {item.cover ? (
          <Image className="case-card__cover" src={fileUrl(item.cover.thumbUrl ?? item.cover.url)} alt="" />
        ) : null}
      </View>
      <View className="case-card__plain">{item.plainStatus}</View>
      <View className="case-card__foot lx-caption">
        <Text className="lx-ellipsis lx-grow">{where}</Text>
        <Text className="lx-num">{friendlyTime(Date.parse(item.createdAt), now)}</Text>
      </View>
    </Card>
  );
}
