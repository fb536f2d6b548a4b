import * as z from 'zod';
import { AppError, type ProblemIssue } from '@shared/core/errors';

// zod's own Chinese for what the schemas do not word themselves.
z.config(z.locales.zhCN());

const MOST_ISSUES = 50;

function flatten(issues: readonly z.core.$ZodIssue[], prefix: string): ProblemIssue[] {
  return issues.slice(0, MOST_ISSUES).map((issue) => ({
    path: [prefix, ...issue.path.map(String)].filter(Boolean).join('.').slice(0, 200),
    code: issue.code,
    message: issue.message.slice(0, 200),
  }));
}

/**
 * Parses untrusted input by a schema.
 * @param where prefix of the paths reported: '' for the body, 'query', 'params'
 * @throws AppError VALIDATION_FAILED listing every issue, in Chinese
 */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, where: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = flatten(result.error.issues, where);
  throw new AppError('VALIDATION_FAILED', issues[0]?.message ?? '填写的内容有问题', { issues });
}
