import type { Deps } from '@api/deps';
import { createPhoneCodeIndexes } from './sign-in-phone';
import { usersOf } from './user.model';

export { purgePhoneCodes, residentByPhone, usersByPhone } from './sign-in-phone';

export { authRoutes } from './routes';
export { listPersonas } from './demo-personas';
export { authenticate } from './sessions';
export { newUser, usersOf, type UserDoc } from './user.model';

export async function createAuthIndexes(deps: Deps): Promise<void> {
  await usersOf(deps.db).createIndexes();
  await createPhoneCodeIndexes(deps.db);
}
