import { cardOfCase } from '@shared/prints/contract';
import { type CaseView } from '@shared/cases/schemas';
import { fileUrl } from '@miniapp/client';
import { toUrl } from '@miniapp/platform/navigation';
import { routes } from '@miniapp/widgets/routes';
import { useShareLink } from '@miniapp/widgets/share-link';

/** What goes into the chat: a public case with its picture; of any other the front page, so that nothing leaks. */
function cardFor(item: CaseView | undefined) {
  if (item?.visibility !== 'public') return undefined;
  return {
    title: `${item.statusName}：${item.category.name}，${item.area.path[item.area.path.length - 1]?.name ?? ''}`,
    url: toUrl(routes.detail, { id: item.id }),
    imageUrl: fileUrl(`/api/v1${cardOfCase.path.replace(':id', item.id)}`),
  };
}

/** Makes the page of a case shareable. @returns the button, or null while there is nothing to pass on */
export function useCaseSharing(item: CaseView | undefined) {
  return useShareLink(cardFor(item), '转给别人');
}
