import Taro from '@tarojs/taro';
import { type FileTransport } from './create-uploader';
import { NetworkError } from './errors';
import { type HttpResponse, type Transport } from './ports';

function parsed(data: unknown): unknown {
  if (typeof data !== 'string' || !/^\s*[[{]/.test(data)) return data;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}

const lowered = (headers: Record<string, unknown> | undefined) =>
  Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );

function failed(error: unknown, signal?: AbortSignal): NetworkError {
  if (signal?.aborted) return new NetworkError('aborted', error);
  const message = String((error as { errMsg?: string }).errMsg ?? error);
  return new NetworkError(/time ?out/i.test(message) ? 'timeout' : 'offline', error);
}

export const transport: Transport = async ({ method, url, headers, body, timeoutMs, signal }) => {
  if (signal?.aborted) throw new NetworkError('aborted');
  const task = Taro.request<unknown>({
    url,
    method,
    header: headers,
    data: body,
    timeout: timeoutMs,
    dataType: 'text',
  });
  signal?.addEventListener('abort', () => task.abort());
  try {
    const answer = await task;
    const found: HttpResponse = {
      status: answer.statusCode,
      headers: lowered(answer.header),
      data: parsed(answer.data),
    };
    return found;
  } catch (error) {
    throw failed(error, signal);
  }
};

export const fileTransport: FileTransport = async ({
  url,
  path,
  field,
  headers,
  onProgress,
  signal,
  timeoutMs,
}) => {
  if (signal?.aborted) throw new NetworkError('aborted');
  const task = Taro.uploadFile({ url, filePath: path, name: field, header: headers, timeout: timeoutMs });
  task.progress?.(({ progress }) => onProgress?.(progress));
  signal?.addEventListener('abort', () => task.abort());
  try {
    const answer = await task;
    return { status: answer.statusCode, headers: {}, data: parsed(answer.data) };
  } catch (error) {
    throw failed(error, signal);
  }
};
