import { NOTICE_CATEGORY_NAMES, type NoticeItem } from '@shared/notices/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { openPage } from '@miniapp/platform/navigation';
import { Cell } from '@miniapp/ui';
import { routes } from '../routes';

/** One notice in a list: what it is about, from whom and when; inside a CellList. Marks are words below the title,
 * which would have no room beside them in elder mode. */
export function NoticeRow({ item, now }: { item: NoticeItem; now: number }) {
  const { id, title, category, area, pinned, important, publishAt } = item;
  const about = [
    ...(pinned ? ['置顶'] : []),
    ...(important ? ['重要'] : []),
    NOTICE_CATEGORY_NAMES[category],
    area.name,
    friendlyTime(Date.parse(publishAt), now),
  ];
  return (
    <Cell
      icon={important ? 'alert' : 'megaphone'}
      title={title}
      note={about.join(' · ')}
      onPress={() => void openPage(routes.notice, { id })}
    />
  );
}
