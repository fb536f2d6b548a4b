import { showFirstWrong } from '@miniapp/platform/first-wrong';
import { toast } from '@miniapp/ui';

/** So long until what was found wrong is drawn. */
const DRAWN_MS = 60;

/** Says that a form is not complete and goes to the first place that is not. Called where the errors are set. */
export function sayMissing(): void {
  toast.fail('还有几处没填好');
  setTimeout(showFirstWrong, DRAWN_MS);
}
