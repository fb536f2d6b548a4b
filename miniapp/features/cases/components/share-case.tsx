import { cardOfCase } from '@shared/prints/contract';
import { type CaseView } from '@shared/cases/schemas';
import { fileUrl } from '@miniapp/client';
import { toUrl } from '@miniapp/platform/navigation';
import { useSharing } from '@miniapp/platform/share';
import { ShareButton, toast } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/** What goes into the chat: a public case with its picture; of any other the front page, so that nothing leaks. */
function cardFor(item: CaseView | undefined) {
  if (item?.visibility !== 'public') return { title: '网格连心：身边的事，有人管', url: routes.home };
  return {
    title: `${item.statusName}：${item.category.name}，${item.area.path[item.area.path.length - 1]?.name ?? ''}`,
    url: toUrl(routes.detail, { id: item.id }),
    imageUrl: fileUrl(`/api/v1${cardOfCase.path.replace(':id', item.id)}`),
  };
}

/** Makes the page of a case shareable. @returns the button, or null while there is nothing to pass on */
export function useCaseSharing(item: CaseView | undefined) {
  const { share } = useSharing(cardFor(item));
  const pass = async () => {
    const outcome = await share();
    if (outcome === 'copied') toast.done('链接已复制，可以粘贴给别人');
    if (outcome === 'failed') toast.fail('没有转发成功，请复制浏览器里的网址');
  };
  return item?.visibility === 'public' ? (
    <ShareButton onShare={() => void pass()}>转给别人</ShareButton>
  ) : null;
}
