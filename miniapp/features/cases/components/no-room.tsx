import { useOutboxFull } from '@miniapp/client';
import { Banner } from '@miniapp/ui';

/** The phone has no room left for drafts (WeChat gives a mini-program 10 MB): what to do about it, in words. */
export function NoRoom() {
  if (!useOutboxFull()) return null;
  return (
    <Banner tone="danger" urgent>
      手机上存草稿的空间满了（微信给每个小程序 10
      MB）。刚写的还在页面上，但没有存下来：请现在就提交，或到「我的事」删掉不要的草稿，先别关掉这一页。
    </Banner>
  );
}
