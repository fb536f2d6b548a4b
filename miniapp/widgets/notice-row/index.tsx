import { NOTICE_CATEGORY_NAMES, type NoticeItem } from '@shared/notices/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, Tag, View } from '@miniapp/ui';
import { routes } from '../routes';

/** One notice in a list: what it is about, from whom and when; inside a CellList. */
export function NoticeRow({ item, now }: { item: NoticeItem; now: number }) {
  const { id, title, category, area, pinned, important, publishAt } = item;
  const about = `${NOTICE_CATEGORY_NAMES[category]} · ${area.name} · ${friendlyTime(Date.parse(publishAt), now)}`;
  return (
    <Cell
      icon="megaphone"
      title={title}
      note={about}
      value={
        pinned || important ? (
          <View className="lx-row">
            {pinned ? <Tag>置顶</Tag> : null}
            {important ? <Tag icon="alert">重要</Tag> : null}
          </View>
        ) : undefined
      }
      label={`${pinned ? '置顶，' : ''}${important ? '重要，' : ''}${title}，${about}`}
      onPress={() => void openPage(routes.notice, { id })}
    />
  );
}
