import { canGoBack, goBack, replacePage } from '@miniapp/platform/navigation';

/** Back to the list a form was opened from, also when it was opened by a link. */
export const leaveTo = (list: string): Promise<void> => (canGoBack() ? goBack() : replacePage(list));
