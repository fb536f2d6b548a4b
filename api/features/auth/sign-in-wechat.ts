import { AppError } from '@shared/core/errors';
import type { Session } from '@shared/auth/schemas';
import type { Deps } from '@api/deps';
import { isDuplicateKey } from '@api/http/idempotency';
import { WechatError } from '@api/integrations/wechat';
import { openSession } from './sessions';
import { newUser, usersOf } from './user.model';

/** Which of our errors a failure at WeChat is to the person in front of the screen. */
export function fromWechat(error: unknown): never {
  if (!(error instanceof WechatError)) throw error;
  switch (error.code) {
    case 'CODE_INVALID':
    case 'CODE_USED':
      throw new AppError('CODE_INVALID', '微信登录凭证已失效，请再试一次', { cause: error });
    case 'QUOTA_SPENT':
      throw new AppError('UPSTREAM_UNAVAILABLE', '微信取号暂时用不了，请改用短信验证码', {
        retryAfterS: 3600,
        cause: error,
      });
    case 'USER_BLOCKED':
      throw new AppError('ACCOUNT_DISABLED', '微信提示该账号有风险，暂不能登录', { cause: error });
    case 'RATE_LIMITED':
      throw new AppError('TOO_MANY_REQUESTS', '登录太频繁，请一分钟后再试', {
        retryAfterS: 60,
        cause: error,
      });
    default:
      throw new AppError('UPSTREAM_UNAVAILABLE', undefined, {
        retryAfterS: Math.max(10, Math.ceil((error.retryAfterMs ?? 0) / 1000)),
        cause: error,
      });
  }
}

/** Signs in by wx.login's code; an openid nobody has yet becomes a resident. */
export async function signInWechat(deps: Deps, code: string): Promise<Session> {
  const { openid } = await deps.wechat.code2Session(code).catch(fromWechat);
  const users = usersOf(deps.db);
  const openidHash = deps.fieldCrypto.blindIndex(`openid:${openid}`);
  const known = await users.findOne({ openidHash }, { _id: 1 }).lean();
  if (known) return openSession(deps, known._id);
  const user = newUser('微信用户', deps.clock(), {
    openidHash,
    openidSealed: deps.fieldCrypto.encrypt(openid),
  });
  try {
    await users.collection.insertOne(user);
    return await openSession(deps, user._id);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const winner = await users.findOne({ openidHash }, { _id: 1 }).lean();
    if (!winner) throw error;
    return openSession(deps, winner._id);
  }
}
