/** What the client needs of the platform. `wire.ts` fills it from miniapp/platform, tests from fakes. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  /** JSON text. */
  body?: string;
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  /** Parsed JSON, or text where it is none; '' for an empty body. */
  data: unknown;
}

/** Resolves with whatever status came back; rejects only when no answer came. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/** JSON values by key; synchronous on both platforms. `get` gives undefined for what is missing or unreadable. */
export interface KeyValueStore {
  get<T>(key: string): T | undefined;
  set(key: string, value: unknown): void;
  remove(key: string): void;
}

/** Tokens of the signed-in person, as the transport layer uses them. */
export interface TokenSource {
  accessToken(): string | null;
  /**
   * Gets a new access token after a 401. All callers share one attempt.
   * Resolves null when the person is signed out for good; rejects with NetworkError when nobody answered.
   */
  renew(rejected: string | null): Promise<string | null>;
}
