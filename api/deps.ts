import type { KeyObject } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Config } from './config';
import type { AuditTrail } from './features/audit';
import type { LiveCalendar } from './features/calendar';
import type { LiveRules } from './features/routing-rules';
import type { RateLimits } from './http/rate-limit';
import type { ContentCheck } from './integrations/content-check';
import type { SmsSender } from './integrations/sms';
import type { ObjectStorage } from './integrations/storage';
import type { WechatClient } from './integrations/wechat';
import type { JobBook } from './job-book';
import type { LiveRoutingIndex } from './routing';
import type { FieldCrypto } from './store/field-crypto';

/** Everything outside a feature that it may lean on; tests hand in their own clock and services. */
export interface Deps {
  config: Config;
  db: Connection;
  /** Where the store is, for threads that connect themselves. */
  storeAddress: { uri: string; database: string };
  /** Now, UTC milliseconds. The only source of time for domain rules. */
  clock: () => number;
  log: Logger;
  limits: RateLimits;
  routing: LiveRoutingIndex;
  storage: ObjectStorage;
  tmpDir: string;
  wechat: WechatClient;
  contentCheck: ContentCheck;
  sms: SmsSender;
  audit: AuditTrail;
  calendar: LiveCalendar;
  /** Routing rules and modes of the clock, as the city's admins have set them. */
  rules: LiveRules;
  fieldCrypto: FieldCrypto;
  /** What the recurring jobs of this process have done. */
  jobs: JobBook;
  keys: { jwt: KeyObject; fileUrl: KeyObject };
}
