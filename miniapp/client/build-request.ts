import { type Contract } from '@shared/core/contract';
import { ApiProblem } from './errors';

export interface LooseInput {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

type Plain = Record<string, string | number | boolean | null | undefined>;

/** `a=1&b=2`, without empty values. Mini-programs have no URLSearchParams. */
export function queryString(query: Plain): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .join('&');
}

/**
 * URL and JSON text of a call.
 * @throws ApiProblem NOT_FOUND for an empty path parameter: a link that lost its id leads nowhere, and without it the
 *   path would be another operation's
 * @throws Error when a path parameter is missing (a programming mistake)
 */
export function buildRequest(
  base: string,
  contract: Pick<Contract, 'id' | 'path'>,
  input: LooseInput,
): { url: string; body?: string } {
  const params = (input.params ?? {}) as Plain;
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null)
      throw new Error(`${contract.id}: path parameter ${name} is missing`);
    if (value === '')
      throw new ApiProblem({ status: 404, code: 'NOT_FOUND', detail: '没有找到，链接可能不完整' });
    return encodeURIComponent(String(value));
  });
  const query = queryString((input.query ?? {}) as Plain);
  return {
    url: `${base}${path}${query ? `?${query}` : ''}`,
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  };
}
