import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { holdPage } from '@miniapp/platform/unsaved';
import { confirm } from '@miniapp/ui';

const askToLeave = (): Promise<boolean> =>
  confirm({
    title: '写的还没有保存',
    text: '现在离开，刚才写的就没有了。',
    yes: '离开',
    no: '接着写',
    danger: true,
  });

/** Asks before a page is left on which something was written and not saved. @param unsaved whether that is so */
export function useUnsaved(unsaved: boolean): void {
  const [inFront, setInFront] = useState(true);
  useDidShow(() => setInFront(true));
  useDidHide(() => setInFront(false));
  useEffect(() => (unsaved && inFront ? holdPage(askToLeave) : undefined), [unsaved, inFront]);
}
