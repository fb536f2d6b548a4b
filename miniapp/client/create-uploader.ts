import { createUpload, type UploadView } from '@shared/uploads/contract';
import { problemFrom } from './errors';
import { type HttpResponse, type TokenSource } from './ports';

export interface UploadOptions {
  /** 0–100. */
  onProgress?: (percent: number) => void;
  signal?: AbortSignal;
  /** Milliseconds until the answer; the platform's own 60 s unless said. */
  timeoutMs?: number;
}

/** Sends the file at a local path (temporary file or object URL) to the API. Rejects with ApiProblem or NetworkError. */
export type Uploader = (path: string, options?: UploadOptions) => Promise<UploadView>;

/** As a platform sends one file: resolves with any status, rejects with NetworkError when no answer came. */
export type FileTransport = (
  request: { url: string; path: string; field: string; headers: Record<string, string> } & UploadOptions,
) => Promise<HttpResponse>;

export function createUploader(deps: {
  base: string;
  transport: FileTransport;
  tokens: TokenSource;
}): Uploader {
  return async (path, options = {}) => {
    const send = (token: string | null) =>
      deps.transport({
        url: `${deps.base}${createUpload.path}`,
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
    return answer.data as UploadView;
  };
}
