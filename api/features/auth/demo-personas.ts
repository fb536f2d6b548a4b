import { AppError } from '@shared/core/errors';
import { PERSONAS, type Persona, type Session } from '@shared/auth/schemas';
import type { Deps } from '@api/deps';
import { openSession } from './sessions';
import { type UserDoc, usersOf } from './user.model';

const DESCRIPTIONS: Record<string, string> = {
  resident: '住在桂花苑的居民，报过几件事，有一件等着评价',
  resident2: '住在另一个街道书院巷的居民，用来看看别人能看到什么',
  volunteer: '桂花苑网格的志愿者',
  'party-member': '桂花苑网格的联户党员',
  'grid-worker': '桂花苑网格的专职网格员，受理和办理本网格的事',
  'grid-leader': '桂花苑网格的网格长，核实办理结果',
  'community-dispatcher': '幸福里社区调度员，看得到全社区的事',
  'street-dispatcher': '河东街道调度员，受理需要街道协调的事',
  'department-handler': '城市管理局经办人',
  supervisor: '望澄区督查员，看得到全区的事',
  admin: '系统管理员，导入区域和目录',
};

function requireDemo(deps: Deps): void {
  if (!deps.config.demo) throw new AppError('NOT_FOUND');
}

/** The people one can be in the demo city. @throws AppError NOT_FOUND outside demo mode */
export async function listPersonas(deps: Deps): Promise<{ items: Persona[] }> {
  requireDemo(deps);
  const users = await usersOf(deps.db)
    .find({ persona: { $in: [...PERSONAS] } })
    .lean<UserDoc[]>();
  const order = new Map(PERSONAS.map((persona, index) => [persona as string, index]));
  users.sort((a, b) => (order.get(a.persona ?? '') ?? 99) - (order.get(b.persona ?? '') ?? 99));
  return {
    items: users.map((user) => {
      const code = user.roles.find((grant) => grant.areaCode)?.areaCode ?? user.homeGridCode;
      return {
        persona: user.persona ?? '',
        name: user.staff?.name ?? user.nickname,
        description: DESCRIPTIONS[user.persona ?? ''] ?? '',
        roles: user.roles.map((grant) => grant.role),
        areaName: code ? (deps.routing.current().node(code)?.name ?? null) : null,
      };
    }),
  };
}

/** @throws AppError NOT_FOUND outside demo mode or for an unknown persona */
export async function signInDemo(deps: Deps, persona: string): Promise<Session> {
  requireDemo(deps);
  const user = await usersOf(deps.db).findOne({ persona }, { _id: 1 }).lean();
  if (!user) throw new AppError('NOT_FOUND', '没有这个演示人物');
  return openSession(deps, user._id);
}
