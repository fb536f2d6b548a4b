import { type Contract, type InputOf, type ResponseOf } from '@shared/core/contract';
import { buildRequest } from './build-request';
import { type FileTransport, type UploadOptions } from './create-uploader';
import { problemFrom } from './errors';
import { type TokenSource } from './ports';

type WithoutBody<I> = Omit<I, 'body'>;

/** Sends a local file to an operation that takes one (`fileTypes`). Rejects with ApiProblem or NetworkError. */
export type FileSender = <C extends Contract>(
  contract: C,
  input: WithoutBody<InputOf<C>>,
  path: string,
  options?: UploadOptions,
) => Promise<ResponseOf<C>>;

export function createFileSender(deps: {
  base: string;
  transport: FileTransport;
  tokens: TokenSource;
}): FileSender {
  return async (contract, input, path, options = {}) => {
    const { url } = buildRequest(deps.base, contract, input);
    const send = (token: string | null) =>
      deps.transport({
        url,
        path,
        field: 'file',
        headers: token ? { authorization: `Bearer ${token}` } : {},
        ...options,
      });
    const token = deps.tokens.accessToken();
    let answer = await send(token);
    if (answer.status === 401) {
      const renewed = await deps.tokens.renew(token);
      if (renewed !== null) answer = await send(renewed);
    }
    if (answer.status >= 400) throw problemFrom(answer.status, answer.data);
    return answer.data as ResponseOf<typeof contract>;
  };
}
