import * as z from 'zod';
import { PUSH_TEMPLATE_KEYS, type PushTemplate } from '@shared/notifications/templates';

const flag = z
  .enum(['true', 'false', '1', '0', 'on', 'off'])
  .transform((value) => ['true', '1', 'on'].includes(value));
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const templates = z
  .string()
  .regex(
    new RegExp(`^(${PUSH_TEMPLATE_KEYS.join('|')})=[\\w-]+(,(${PUSH_TEMPLATE_KEYS.join('|')})=[\\w-]+)*$`),
    'expected progress=<id>,followed=<id>,work=<id>',
  )
  .transform((value): Partial<Record<PushTemplate, string>> =>
    Object.fromEntries(
      value.split(',').map((pair): [string, string] => {
        const [key = '', id = ''] = pair.split('=');
        return [key, id];
      }),
    ),
  );

const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe('端口'),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().default('data').describe('嵌入式存储、照片和演示密钥所在目录'),
  MONGODB_URI: z.string().optional().describe('不设则启动嵌入式存储'),
  DEMO: flag.optional().describe('演示登录和演示城市；未设 MONGODB_URI 时默认开'),
  RATE_LIMITS: flag.default(true).describe('off 仅在 DEMO=true 时有效'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PUBLIC_ORIGINS: list.default([]).describe('允许跨站访问的来源，逗号分隔'),
  TRUST_PROXY: flag.default(false).describe('前面有反向代理时开'),
  TILE_URL: z.string().optional().describe('H5 地图瓦片地址模板（GCJ-02），不设则只画网格边界'),
  JWT_SECRET: z.string().min(32).optional(),
  FIELD_KEY: z.string().min(32).optional().describe('手机号等字段的加密密钥'),
  FILE_URL_SECRET: z.string().min(32).optional(),
  WECHAT_BASE_URL: z.url().optional().describe('不设则用随程序启动的微信沙箱'),
  WECHAT_APP_ID: z.string().default('wx-lianxin-demo'),
  WECHAT_APP_SECRET: z.string().optional(),
  WECHAT_TEMPLATES: templates
    .default({})
    .describe('订阅消息模板编号，写作 progress=编号,followed=编号,work=编号'),
  WEBHOOK_PRIVATE: flag.default(false).describe('数据推送可发往内部网络；仅在 DEMO=true 或测试时有效'),
  WECHAT_MESSAGE_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/)
    .optional()
    .describe('公众平台「消息推送」的 Token，收图片审核结果用'),
  WECHAT_MESSAGE_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/)
    .optional()
    .describe('「消息推送」的 EncodingAESKey；设了就只收安全模式的消息'),
  WECHAT_VERSION: z
    .enum(['release', 'trial', 'develop'])
    .default('release')
    .describe('小程序码和订阅消息打开哪个版本'),
  PUBLIC_URL: z.url().optional().describe('微信取照片的对外地址，如 https://wg.example.gov.cn'),
  CONTENT_CHECK: z
    .enum(['words', 'wechat'])
    .default('words')
    .describe('公开内容的审核：words 词表；wechat 另加微信文字和图片审核'),
  PHOTO_REVIEW: z
    .enum(['auto', 'manual'])
    .default('auto')
    .describe('照片公开前是否要人看过；auto 即时公开（选 wechat 时等微信审核通过）'),
  CHECK_RESPONSES: z.enum(['throw', 'log', 'off']).default('log'),
});

/** Ids of the templates that the sandbox knows. */
const SANDBOX_TEMPLATES: Record<PushTemplate, string> = {
  progress: 'sandbox-progress',
  followed: 'sandbox-followed',
  work: 'sandbox-work',
};

export interface Config {
  production: boolean;
  port: number;
  host: string;
  dataDir: string;
  mongodbUri: string | null;
  demo: boolean;
  rateLimits: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  publicOrigins: string[];
  trustProxy: boolean;
  tileUrl: string | null;
  secrets: { jwt: string | null; field: string | null; fileUrl: string | null };
  wechat: {
    baseUrl: string | null;
    appId: string;
    appSecret: string | null;
    templates: Partial<Record<PushTemplate, string>>;
    messageToken: string | null;
    aesKey: string | null;
    version: 'release' | 'trial' | 'develop';
  };
  webhooksToPrivate: boolean;
  /** How public words and photos are judged; photos of public cases wait for a person with `manual`. */
  content: { check: 'words' | 'wechat'; photoReview: 'auto' | 'manual' };
  /** Where WeChat's servers reach us. */
  publicUrl: string | null;
  checkResponses: 'throw' | 'log' | 'off';
}

/**
 * Reads the whole configuration from environment variables.
 * @throws Error naming every variable that is wrong, and when production would run on demo parts.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Configuration is wrong:\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  const demo = e.DEMO ?? (e.MONGODB_URI === undefined && e.NODE_ENV !== 'production');
  const config: Config = {
    production: e.NODE_ENV === 'production',
    port: e.PORT,
    host: e.HOST,
    dataDir: e.DATA_DIR,
    mongodbUri: e.MONGODB_URI ?? null,
    demo,
    rateLimits: e.RATE_LIMITS || !demo,
    logLevel: e.LOG_LEVEL,
    publicOrigins: e.PUBLIC_ORIGINS,
    trustProxy: e.TRUST_PROXY,
    tileUrl: e.TILE_URL ?? null,
    secrets: { jwt: e.JWT_SECRET ?? null, field: e.FIELD_KEY ?? null, fileUrl: e.FILE_URL_SECRET ?? null },
    wechat: {
      baseUrl: e.WECHAT_BASE_URL ?? null,
      appId: e.WECHAT_APP_ID,
      appSecret: e.WECHAT_APP_SECRET ?? null,
      templates: e.WECHAT_BASE_URL ? e.WECHAT_TEMPLATES : { ...SANDBOX_TEMPLATES, ...e.WECHAT_TEMPLATES },
      messageToken: e.WECHAT_MESSAGE_TOKEN ?? null,
      aesKey: e.WECHAT_MESSAGE_KEY ?? null,
      version: e.WECHAT_VERSION,
    },
    webhooksToPrivate: e.WEBHOOK_PRIVATE && (demo || e.NODE_ENV === 'test'),
    content: { check: e.CONTENT_CHECK, photoReview: e.PHOTO_REVIEW },
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    checkResponses: e.CHECK_RESPONSES,
  };
  if (config.production) refuseDemoInProduction(config);
  return config;
}

function refuseDemoInProduction(config: Config): void {
  const missing = [
    config.demo && 'DEMO must not be on',
    !config.mongodbUri && 'MONGODB_URI must be set',
    !config.secrets.jwt && 'JWT_SECRET must be set',
    !config.secrets.field && 'FIELD_KEY must be set',
    !config.secrets.fileUrl && 'FILE_URL_SECRET must be set',
    (!config.wechat.baseUrl || !config.wechat.appSecret) &&
      'WECHAT_BASE_URL and WECHAT_APP_SECRET must be set',
    config.content.check === 'wechat' &&
      (!config.publicUrl || !config.wechat.messageToken) &&
      'CONTENT_CHECK=wechat needs PUBLIC_URL and WECHAT_MESSAGE_TOKEN',
  ].filter((line): line is string => typeof line === 'string');
  if (missing.length > 0) throw new Error(`Production refuses to start:\n  ${missing.join('\n  ')}`);
}

/** The configuration as it may be printed: secrets and credentials in the URI masked. */
export function printableConfig(config: Config): object {
  const mask = (value: string | null) => (value === null ? null : '******');
  return {
    ...config,
    mongodbUri: config.mongodbUri?.replace(/\/\/[^@/]*@/, '//******@') ?? null,
    secrets: {
      jwt: mask(config.secrets.jwt),
      field: mask(config.secrets.field),
      fileUrl: mask(config.secrets.fileUrl),
    },
    wechat: {
      ...config.wechat,
      appSecret: mask(config.wechat.appSecret),
      messageToken: mask(config.wechat.messageToken),
      aesKey: mask(config.wechat.aesKey),
    },
  };
}
