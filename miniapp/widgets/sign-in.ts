import { session } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { routes } from './routes';

/** True when somebody is signed in; else opens the sign-in page, which comes back to `to`, and gives false. */
export async function ensureSignedIn(to: string): Promise<boolean> {
  if (session.state.getState().user) return true;
  await openPage(routes.signIn, { to });
  return false;
}
