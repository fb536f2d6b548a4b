import * as contracts from '@shared/auth/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { listPersonas, signInDemo } from './demo-personas';
import { changeMe, getMe, setHomeArea } from './me';
import { closeSessions, rotateSession } from './sessions';
import { bindWechatPhone, sendPhoneCode, signInPhone } from './sign-in-phone';
import { signInWechat } from './sign-in-wechat';

export const authRoutes = (deps: Deps) => [
  route(contracts.signInWechat, ({ body }) => signInWechat(deps, body.code)),
  route(contracts.sendPhoneCode, ({ body }, { ip }) => sendPhoneCode(deps, body.phone, ip)),
  route(contracts.signInPhone, ({ body }) => signInPhone(deps, body.phone, body.code)),
  route(contracts.bindWechatPhone, ({ body }, { actor }) => bindWechatPhone(deps, actor, body.code)),
  route(contracts.listPersonas, () => listPersonas(deps)),
  route(contracts.signInDemo, ({ body }) => signInDemo(deps, body.persona)),
  route(contracts.refreshSession, ({ body }) => rotateSession(deps, body.refreshToken)),
  route(contracts.signOut, async ({ body }, { actor }) => {
    await closeSessions(deps, actor.userId, body?.everywhere ? undefined : actor.sessionId);
    return undefined;
  }),
  route(contracts.getMe, (_input, { actor }) => getMe(deps, actor)),
  route(contracts.updateMe, ({ body }, { actor, ifMatch }) => changeMe(deps, actor, body, ifMatch)),
  route(contracts.setHomeArea, ({ body }, { actor }) => setHomeArea(deps, actor, body.gridCode)),
];
