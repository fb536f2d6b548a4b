import type { DispatchTarget } from '@shared/cases/dispatch';
import type { Party } from '@shared/cases/workflow';
import { invalidField } from '@shared/core/errors';
import type { Actor } from '@api/http/actor';
import { CASE_WORKERS, type PostDoc } from '../areas';
import type { CaseDoc, Handler } from './case.model';
import type { EffectSources } from './effect-types';

interface Wanted {
  sources: EffectSources;
  doc: CaseDoc;
  actor: Actor;
  parties: ReadonlySet<Party>;
  target: DispatchTarget;
  /** Of the field, for the error. */
  path: string;
}

/** The posts of whose holders somebody may choose: area codes and what lies below, and in which functions. */
export interface Reach {
  areas: string[];
  functions: readonly PostDoc['function'][];
  /** Only a desk hands a case to a department. */
  departments: boolean;
}

/** A dispatcher reaches the teams of his whole area; a worker the part-timers of the case's grid. */
export function reachOf(actor: Actor, doc: CaseDoc, parties: ReadonlySet<Party>): Reach {
  if (!parties.has('dispatcher'))
    return { areas: doc.gridCode ? [doc.gridCode] : [], functions: ['parttime_worker'], departments: false };
  const areas = actor.roles.flatMap(({ role, areaCode }) =>
    role === 'dispatcher' && areaCode !== undefined && doc.areaPath.includes(areaCode) ? [areaCode] : [],
  );
  return { areas, functions: CASE_WORKERS, departments: true };
}

/**
 * Whom the case is given to, as it is kept on the case.
 * @throws AppError VALIDATION_FAILED at `path` when there is no such person or department, or not for this caller
 */
export async function resolveTarget({
  sources,
  doc,
  actor,
  parties,
  target,
  path,
}: Wanted): Promise<Handler> {
  const reach = reachOf(actor, doc, parties);
  if ('department' in target) {
    const department = (await sources.catalogue()).departments.get(target.department);
    if (!department) throw invalidField(path, '没有这个部门');
    if (!reach.departments) throw invalidField(path, '派给部门要由调度中心办理');
    // Departments are organised by district: any of their people whose area holds the case may take it.
    const district = doc.areaNames.find(({ level }) => level === 'district');
    return {
      type: 'department',
      department: department.id,
      areaCode: district?.code ?? doc.areaPath[0] ?? '',
      name: department.name,
    };
  }
  if (target.personId === doc.reporterId) throw invalidField(path, '不能派给反映人自己');
  const posts = (await sources.findPosts(target.personId)).filter(
    (post) =>
      reach.functions.includes(post.function) && reach.areas.some((area) => post.areaCode.startsWith(area)),
  );
  const post = posts.find(({ areaCode }) => areaCode === doc.gridCode) ?? posts[0];
  if (!post)
    throw invalidField(path, reach.departments ? '您的辖区里没有这个人' : '只能派给本网格的兼职网格员');
  return {
    type: 'person',
    userId: target.personId,
    postId: post._id,
    name: post.name,
    function: post.function,
    avatarUrl: post.avatarUrl,
  };
}
