import type * as z from 'zod';
import { ACTION_BODIES } from '@shared/cases/action-bodies';
import type { actOnCases as contract } from '@shared/cases/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { parseInput } from '@api/http/validate';
import { type actOnCase, type CaseDoc, findCase } from '../cases';

type Body = z.output<NonNullable<(typeof contract)['body']>>;
type Result = z.output<(typeof contract)['response']>['results'][number];

/**
 * The same action on many cases, one after another; each stands for itself, and a refusal stops none of the others.
 * @param key of the request: a case whose part was done before a crash is not done again
 * @throws AppError VALIDATION_FAILED when the body is wrong for the action, before anything is done
 */
export async function actOnCases(
  deps: Deps,
  act: typeof actOnCase,
  actor: Actor,
  { ids, action, body }: Body,
  { preview, key }: { preview: boolean; key: string },
): Promise<{ results: Result[] }> {
  parseInput(ACTION_BODIES[action], body, 'body');
  const one = (ref: string): Promise<CaseDoc> =>
    act(deps, { actor, ref, action, body, preview, requestKey: preview ? null : `${key}#${ref}` }, () =>
      Promise.resolve(undefined),
    );
  const results: Result[] = [];
  for (const id of ids) {
    try {
      const { status } = await one(id);
      results.push({ id, ok: true, status, code: null, detail: null });
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      const doc = error.code === 'NOT_FOUND' ? null : await findCase(deps.db, id);
      results.push({ id, ok: false, status: doc?.status ?? null, code: error.code, detail: error.detail });
    }
  }
  return { results };
}
