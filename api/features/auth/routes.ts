import type Koa from 'koa';
import * as contracts from '@shared/auth/contract';
import type { Session } from '@shared/auth/schemas';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { listPersonas, signInDemo } from './demo-personas';
import { changeMe, getMe, setHomeArea } from './me';
import { closeSessions, rotateSession } from './sessions';
import { bindPhone, bindWechatPhone, sendPhoneCode, signInPhone } from './sign-in-phone';
import { signInWechat } from './sign-in-wechat';

/** The audit log says who signed in, whom no token names yet. */
async function signedIn(koa: Koa.Context, session: Promise<Session>): Promise<Session> {
  const { user } = await session;
  koa.state.signedIn = user.id;
  return session;
}

export const authRoutes = (deps: Deps) => [
  route(contracts.signInWechat, ({ body }, { koa }) => signedIn(koa, signInWechat(deps, body.code))),
  route(contracts.sendPhoneCode, ({ body }, { ip }) => sendPhoneCode(deps, body.phone, ip)),
  route(contracts.signInPhone, ({ body }, { koa }) =>
    signedIn(koa, signInPhone(deps, body.phone, body.code)),
  ),
  route(contracts.bindWechatPhone, ({ body }, { actor }) => bindWechatPhone(deps, actor, body.code)),
  route(contracts.bindPhone, ({ body }, { actor }) => bindPhone(deps, actor, body.phone, body.code)),
  route(contracts.listPersonas, () => listPersonas(deps)),
  route(contracts.signInDemo, ({ body }, { koa }) => signedIn(koa, signInDemo(deps, body.persona))),
  route(contracts.refreshSession, ({ body }, { koa }) =>
    signedIn(koa, rotateSession(deps, body.refreshToken)),
  ),
  route(contracts.signOut, async ({ body }, { actor }) => {
    await closeSessions(deps, actor.userId, body?.everywhere ? undefined : actor.sessionId);
    return undefined;
  }),
  route(contracts.getMe, (_input, { actor }) => getMe(deps, actor)),
  route(contracts.updateMe, ({ body }, { actor, ifMatch }) => changeMe(deps, actor, body, ifMatch)),
  route(contracts.setHomeArea, ({ body }, { actor }) => setHomeArea(deps, actor, body.gridCode)),
];
