import * as z from 'zod';

/**
 * Every error the API can answer: code → HTTP status and the Chinese title a resident reads.
 * This table is the only place where a code meets a status.
 */
export const ERRORS = {
  VALIDATION_FAILED: { status: 400, title: '填写的内容有问题' },
  MALFORMED_JSON: { status: 400, title: '请求内容无法读取' },
  IDEMPOTENCY_KEY_REQUIRED: { status: 400, title: '缺少防重复提交的标识' },
  UNAUTHENTICATED: { status: 401, title: '请先登录' },
  TOKEN_INVALID: { status: 401, title: '登录已失效，请重新登录' },
  CODE_INVALID: { status: 401, title: '验证码或登录凭证无效' },
  FORBIDDEN: { status: 403, title: '没有权限' },
  ACTION_NOT_ALLOWED: { status: 403, title: '您不能进行此操作' },
  ACCOUNT_DISABLED: { status: 403, title: '账号已停用' },
  CROSS_SITE_REFUSED: { status: 403, title: '请求来源不被允许' },
  NOT_FOUND: { status: 404, title: '没有找到' },
  METHOD_NOT_ALLOWED: { status: 405, title: '不支持这种请求方式' },
  VERSION_CONFLICT: { status: 409, title: '内容已被更新，请刷新后再试' },
  WRONG_STATE: { status: 409, title: '当前状态不能进行此操作' },
  ALREADY_DONE: { status: 409, title: '已经做过了' },
  PAYLOAD_TOO_LARGE: { status: 413, title: '内容太大' },
  UNSUPPORTED_TYPE: { status: 415, title: '不支持这种格式' },
  IDEMPOTENCY_MISMATCH: { status: 422, title: '同一提交标识的内容不一致' },
  OUTSIDE_SERVICE_AREA: { status: 422, title: '地点不在服务范围内' },
  UNKNOWN_CATEGORY: { status: 422, title: '没有这个事项类别' },
  UPLOAD_NOT_USABLE: { status: 422, title: '照片不可用' },
  IMPORT_REJECTED: { status: 422, title: '导入的数据有问题，没有做任何改动' },
  TOO_MANY_REQUESTS: { status: 429, title: '操作太频繁，请稍后再试' },
  INTERNAL: { status: 500, title: '系统出错了' },
  UPSTREAM_UNAVAILABLE: { status: 503, title: '微信服务暂时不可用，请稍后再试' },
  UNAVAILABLE: { status: 503, title: '系统繁忙，请稍后再试' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One thing wrong with one field. `path` is dotted, from the body, query or params root. */
export const problemIssueSchema = z.strictObject({
  path: z.string(),
  code: z.string(),
  message: z.string(),
});
export type ProblemIssue = z.infer<typeof problemIssueSchema>;

/** RFC 9457 problem details, as every error of the API is answered. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    requestId: z.string(),
    errors: z.array(problemIssueSchema).optional(),
    current: z.unknown().optional(),
    next: z.unknown().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.infer<typeof problemSchema>;

/** Thrown anywhere in the API; the HTTP layer turns it into problem+json by the table above. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly issues?: ProblemIssue[];
  /** For VERSION_CONFLICT and WRONG_STATE: the resource as the caller may see it now. */
  readonly current?: unknown;
  /** When what was wanted is gone: what can be had instead, null when nothing can. */
  readonly next?: unknown;
  /** For TOO_MANY_REQUESTS and UNAVAILABLE, seconds. */
  readonly retryAfterS?: number;

  constructor(
    code: ErrorCode,
    detail?: string,
    extra: {
      issues?: ProblemIssue[];
      current?: unknown;
      next?: unknown;
      retryAfterS?: number;
      cause?: unknown;
    } = {},
  ) {
    super(
      `${code}: ${detail ?? ERRORS[code].title}`,
      extra.cause === undefined ? undefined : { cause: extra.cause },
    );
    this.name = 'AppError';
    this.code = code;
    this.detail = detail ?? ERRORS[code].title;
    this.issues = extra.issues;
    this.current = extra.current;
    this.next = extra.next;
    this.retryAfterS = extra.retryAfterS;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** A validation error for a single field, for rules that zod alone cannot know. */
export function invalidField(path: string, message: string, code = 'custom'): AppError {
  return new AppError('VALIDATION_FAILED', message, { issues: [{ path, code, message }] });
}
