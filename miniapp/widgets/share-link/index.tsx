import { type ShareCard, useSharing } from '@miniapp/platform/share';
import { ShareButton, toast } from '@miniapp/ui';
import { routes } from '../routes';

const FRONT: ShareCard = { title: '网格连心：身边的事，有人管', url: routes.home };

/**
 * Makes a page shareable, once per page.
 * @param card what goes into the chat; undefined while there is nothing to pass on: then the front page, and no button
 * @param words on the button
 */
export function useShareLink(card: ShareCard | undefined, words = '转给邻居') {
  const { share } = useSharing(card ?? FRONT);
  const pass = async () => {
    const outcome = await share();
    if (outcome === 'copied') toast.done('链接已复制，可以粘贴给别人');
    if (outcome === 'failed') toast.fail('没有转发成功，请复制浏览器里的网址');
  };
  return card ? <ShareButton onShare={() => void pass()}>{words}</ShareButton> : null;
}
