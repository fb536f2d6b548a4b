import type { UserView } from '@shared/auth/schemas';
import { isInTerm } from '@shared/posts/terms';
import type { Deps } from '@api/deps';
import { signedFileUrl } from '../uploads';
import type { UserDoc } from './user.model';

/** What a person sees of himself. Names every field that leaves: nothing of the document is spread. */
export function presentUser(deps: Pick<Deps, 'routing' | 'clock' | 'keys'>, user: UserDoc): UserView {
  const { routing, clock } = deps;
  const path = user.homeGridCode ? routing.current().pathOf(user.homeGridCode) : [];
  const home = path.at(-1);
  return {
    id: user._id.toHexString(),
    nickname: user.nickname,
    avatarUrl: user.avatarUploadId
      ? signedFileUrl(deps, user.avatarUploadId, 'thumb', 'known')
      : user.avatarUrl,
    phoneMasked: user.phoneMasked,
    roles: user.roles
      .filter((grant) => isInTerm(grant, clock()))
      .map(({ role, areaCode, department }) => ({
        role,
        ...(areaCode && { areaCode }),
        ...(department && { department }),
      })),
    homeArea: home
      ? {
          code: home.code,
          name: home.name,
          path: path.map(({ code, level, name }) => ({ code, level, name })),
        }
      : null,
    preferences: { elder: user.preferences.elder, language: user.preferences.language },
    version: user.version,
  };
}
