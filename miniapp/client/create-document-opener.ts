import { type Contract, type InputOf } from '@shared/core/contract';
import { type Documents } from '../platform/documents-types';
import { buildRequest } from './build-request';
import { ApiProblem, NetworkError } from './errors';
import { type TokenSource } from './ports';

/** Shows what a binary contract answers. Call it directly in the press. Rejects with ApiProblem or NetworkError. */
export type DocumentOpener = <C extends Contract>(contract: C, input: InputOf<C>) => Promise<void>;

const REFUSALS: Partial<Record<number, string>> = {
  403: '只能打印自己辖区的',
  404: '没有找到要打印的内容',
  409: '内容太多，请按网格分开打印',
  429: '打印太频繁，请一分钟后再试',
  503: '正在打印的人很多，请稍后再试',
};

export function createDocumentOpener(deps: {
  base: string;
  documents: Documents;
  tokens: TokenSource;
}): DocumentOpener {
  return async (contract, input) => {
    const place = deps.documents.prepare();
    const { url } = buildRequest(deps.base, contract, input);
    const open = (token: string | null) =>
      place.open({ url, headers: token ? { authorization: `Bearer ${token}` } : {} });
    try {
      const token = deps.tokens.accessToken();
      let status = await open(token);
      if (status === 401) {
        const renewed = await deps.tokens.renew(token);
        if (renewed !== null) status = await open(renewed);
      }
      if (status >= 400)
        throw new ApiProblem({
          status,
          code: 'INTERNAL',
          detail: REFUSALS[status] ?? '没有打开，请稍后再试',
        });
    } catch (error) {
      place.cancel();
      throw error instanceof ApiProblem || error instanceof NetworkError
        ? error
        : new NetworkError('offline', error);
    }
  };
}
