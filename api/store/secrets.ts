import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config';

export interface Secrets {
  jwt: string;
  field: string;
  fileUrl: string;
  wechatAppSecret: string;
}

/**
 * Secrets from configuration; what is not configured (never in production, see config.ts) is made up once and kept in
 * the data directory, readable by its owner only, so that sign-ins survive a restart of the demo.
 */
export function resolveSecrets(config: Config): Secrets {
  const configured: Partial<Secrets> = {
    ...(config.secrets.jwt && { jwt: config.secrets.jwt }),
    ...(config.secrets.field && { field: config.secrets.field }),
    ...(config.secrets.fileUrl && { fileUrl: config.secrets.fileUrl }),
    ...(config.wechat.appSecret && { wechatAppSecret: config.wechat.appSecret }),
  };
  return isComplete(configured) ? configured : { ...madeUp(config.dataDir), ...configured };
}

function isComplete(secrets: Partial<Secrets>): secrets is Secrets {
  return Boolean(secrets.jwt && secrets.field && secrets.fileUrl && secrets.wechatAppSecret);
}

function madeUp(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const fresh = () => randomBytes(32).toString('base64url');
  const secrets = { jwt: fresh(), field: fresh(), fileUrl: fresh(), wechatAppSecret: fresh() };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' });
  return secrets;
}
