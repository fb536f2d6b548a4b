/** Options of the sandbox; see `startWechatSandbox`. */
export interface WechatSandboxOptions {
  /** Default 0: any free port. */
  port?: number;
  host?: '127.0.0.1';
  appId: string;
  appSecret: string;
  /** Same seed, same openids: users stay themselves when the sandbox restarts. */
  seed?: string;
  /** Epoch milliseconds; drives expiry of codes and tokens. */
  now?: () => number;
  templates?: SandboxTemplate[];
  /** Pages of the released mini-program; when given, other pages are refused (41030). */
  pages?: string[];
}

/** A subscribe-message template. `keys` are like `thing1`, `time2`. */
export interface SandboxTemplate {
  id: string;
  keys: string[];
  /** One grant per message, or one for good (政务民生 only). Default `once`. */
  kind?: 'once' | 'long_term';
  /** What the phone shows above the message, and before each value. */
  title?: string;
  labels?: Record<string, string>;
}

/** What goes wrong, for the next `times` requests to `path` (`*` is every path). */
export interface SandboxFault {
  path: string;
  times: number;
  errcode?: number;
  errmsg?: string;
  httpStatus?: number;
  delayMs?: number;
  /** Answers 200 with cut-off JSON. */
  malformed?: boolean;
  /** Answers 200 with this JSON. */
  body?: unknown;
  /** Closes the connection without an answer. */
  drop?: boolean;
  /** The request is carried out first, then the fault replaces its answer: an answer lost on the way. */
  afterEffect?: boolean;
}

/** A message as the phone would have shown it. `at` is epoch milliseconds. */
export interface SentSubscribeMessage {
  touser: string;
  templateId: string;
  page: string | null;
  state: string;
  data: Record<string, string>;
  at: number;
}

/** One request to the imitated API. */
export interface SandboxRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
}

export interface SandboxAnswer {
  status?: number;
  contentType?: string;
  /** A Buffer goes out as it is, anything else as JSON. */
  content: unknown;
}
