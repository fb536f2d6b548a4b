import { DeviceRefusal } from '../platform/device-refusal';
import { ERRORS, type ErrorCode, type Problem, type ProblemIssue } from '@shared/core/errors';

/** The API answered with an error (problem+json). `detail` is Chinese that a resident understands. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: ProblemIssue[];
  readonly requestId: string;
  /** For VERSION_CONFLICT and WRONG_STATE: the resource as it is now. */
  readonly current?: unknown;
  /** When what was wanted is gone: what can be had instead. */
  readonly next?: unknown;

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail'> & Partial<Problem>) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId ?? '';
    this.current = problem.current;
    this.next = problem.next;
  }

  /** The message for one field, e.g. `place` or `place.lng`; deeper paths count for their field. */
  fieldError(path: string): string | undefined {
    return this.errors.find((issue) => issue.path === path || issue.path.startsWith(`${path}.`))?.message;
  }
}

/** No answer came: no network, a timeout, a broken connection. The request may or may not have been carried out. */
export class NetworkError extends Error {
  readonly reason: 'offline' | 'timeout' | 'aborted';
  readonly detail: string;

  constructor(reason: 'offline' | 'timeout' | 'aborted', cause?: unknown) {
    const detail = reason === 'timeout' ? '服务器很久没有回应，请稍后再试' : '网络连不上，请检查后再试';
    super(detail, cause === undefined ? undefined : { cause });
    this.name = 'NetworkError';
    this.reason = reason;
    this.detail = detail;
  }
}

function codeForStatus(status: number): ErrorCode {
  const known = Object.entries(ERRORS).find(([, entry]) => entry.status === status);
  return known ? (known[0] as ErrorCode) : status >= 500 ? 'INTERNAL' : 'VALIDATION_FAILED';
}

function isProblem(data: unknown): data is Problem {
  return typeof data === 'object' && data !== null && typeof (data as Problem).code === 'string';
}

/** An ApiProblem from an error answer, also from a gateway's that carries no problem document. */
export function problemFrom(status: number, data: unknown): ApiProblem {
  if (isProblem(data)) return new ApiProblem({ ...data, detail: data.detail || data.title, status });
  const code = codeForStatus(status);
  return new ApiProblem({ status, code, detail: ERRORS[code].title });
}

/** What to tell a person about any failure. */
export function explain(error: unknown): string {
  if (error instanceof ApiProblem || error instanceof NetworkError || error instanceof DeviceRefusal)
    return error.detail;
  return '出了点问题，请再试一次';
}

/** Worth sending the same thing again later: no answer, or a server that is busy for the moment. */
export function isTemporary(error: unknown): boolean {
  if (error instanceof NetworkError) return error.reason !== 'aborted';
  return error instanceof ApiProblem && (error.status >= 500 || error.status === 429);
}
