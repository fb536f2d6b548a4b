import { type Contract, type InputOf, type ResponseOf } from '@shared/core/contract';
import { buildRequest, type LooseInput } from './build-request';
import { ApiProblem, isTemporary, problemFrom } from './errors';
import { newKey } from './ids';
import { type HttpResponse, type TokenSource, type Transport } from './ports';

export interface CallOptions {
  /** One per logical submission; made up when the contract takes one and none is given. */
  idempotencyKey?: string;
  /** Milliseconds per attempt; default 15 s. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

export type Call = <C extends Contract>(
  contract: C,
  input: InputOf<C>,
  options?: CallOptions,
) => Promise<ResponseOf<C>>;

export interface CallDeps {
  base: string;
  transport: Transport;
  tokens: TokenSource;
  /** Waits between attempts, ms; its length is the number of retries. */
  backoffMs?: readonly number[];
}

const DEFAULT_TIMEOUT_MS = 15_000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * The typed client of the API's contracts. Answers are not parsed again: the server checks them against the same
 * schemas, and a second check would cost start-up time on cheap phones.
 * Rejects with ApiProblem (the API said no) or NetworkError (nobody answered).
 */
export function createCall({ base, transport, tokens, backoffMs = [400, 1200] }: CallDeps): Call {
  async function attempt(contract: Contract, input: LooseInput, options: CallOptions, token: string | null) {
    const { url, body } = buildRequest(base, contract, input);
    const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (token) headers.authorization = `Bearer ${token}`;
    if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
    const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    return transport({ method: contract.method, url, headers, body, timeoutMs, signal: options.signal });
  }

  async function authorised(
    contract: Contract,
    input: LooseInput,
    options: CallOptions,
  ): Promise<HttpResponse> {
    const token = tokens.accessToken();
    const isPublic = contract.access === 'public';
    const first = await attempt(contract, input, options, token);
    // Signing in and refreshing answer 401 about their own credentials; renewing a token would not help them.
    if (first.status !== 401 || (isPublic && (token === null || contract.path.startsWith('/auth/'))))
      return first;
    const renewed = await tokens.renew(token);
    // Signed out for good: what anyone may read is read as anyone.
    if (renewed === null && !isPublic) return first;
    return attempt(contract, input, options, renewed);
  }

  return async (contract, input, options = {}) => {
    const idempotencyKey = contract.idempotency ? (options.idempotencyKey ?? newKey()) : undefined;
    const repeatable = contract.method === 'GET' || idempotencyKey !== undefined;
    const settled = { ...options, idempotencyKey };
    for (let tries = 0; ; tries += 1) {
      try {
        const answer = await authorised(contract, input, settled);
        if (answer.status < 400)
          return (answer.status === 204 ? undefined : answer.data) as ResponseOf<typeof contract>;
        throw problemFrom(answer.status, answer.data);
      } catch (error) {
        const wait = backoffMs[tries];
        const later = error instanceof ApiProblem && error.status === 429;
        if (!repeatable || later || wait === undefined || !isTemporary(error) || options.signal?.aborted)
          throw error;
        await sleep(wait);
      }
    }
  };
}
