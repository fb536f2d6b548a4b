import type * as z from 'zod';
import { ACTION_BODIES } from '@shared/cases/action-bodies';
import { type actOnCases } from '@shared/cases/contract';
import { type CaseSummary } from '@shared/cases/schemas';
import { type FieldErrors, type NamedTarget, type ReplyResult } from './action-draft';

/** What is offered for many at once: everyday work, nothing that ends a case against somebody's wish. */
export const BATCH_CHOICES = [
  { action: 'accept', label: '受理', icon: 'check' },
  { action: 'takeUp', label: '接手', icon: 'briefcase' },
  { action: 'dispatch', label: '派单', icon: 'send' },
  { action: 'reply', label: '答复', icon: 'chat' },
  { action: 'verify', label: '核实', icon: 'check-circle' },
] as const;
export type BatchAction = (typeof BATCH_CHOICES)[number]['action'];

export const batchLabel = (action: BatchAction): string =>
  BATCH_CHOICES.find((choice) => choice.action === action)?.label ?? '';

export interface BatchForm {
  action: BatchAction;
  text: string;
  result?: ReplyResult;
  pass?: boolean;
  to?: NamedTarget;
}

export const EMPTY_BATCH: BatchForm = { action: 'accept', text: '' };

export function batchBody({ action, text, result, pass, to }: BatchForm): Record<string, unknown> {
  switch (action) {
    case 'accept':
    case 'takeUp':
      return {};
    case 'dispatch':
      return { to: to?.target, ...(text.trim() ? { text } : {}) };
    case 'reply':
      return { text, result };
    case 'verify':
      return { text, pass };
  }
}

/** What the API would object to, by field. */
export function checkBatch(form: BatchForm): FieldErrors {
  if (form.action === 'dispatch' && !form.to) return { to: '请选择派给谁' };
  const checked = ACTION_BODIES[form.action].safeParse(batchBody(form));
  const errors: Record<string, string> = {};
  for (const { path, message } of checked.error?.issues ?? []) errors[String(path[0] ?? '')] ??= message;
  return errors;
}

export type BatchResult = z.output<(typeof actOnCases)['response']>['results'][number];

export interface BatchLine {
  id: string;
  number: string;
  text: string;
  ok: boolean;
  /** Why not. */
  why: string;
}

/** The answers in the order they were asked, with the words of each case. */
export function batchLines(results: readonly BatchResult[], items: readonly CaseSummary[]): BatchLine[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return results.map(({ id, ok, detail }) => {
    const item = byId.get(id);
    return {
      id,
      number: item?.number ?? id,
      text: item?.text ?? '',
      ok,
      why: ok ? '' : (detail ?? '没有成功'),
    };
  });
}

export const okIds = (lines: readonly BatchLine[]): string[] =>
  lines.flatMap(({ id, ok }) => (ok ? [id] : []));
export const failedIds = (lines: readonly BatchLine[]): string[] =>
  lines.flatMap(({ id, ok }) => (ok ? [] : [id]));
