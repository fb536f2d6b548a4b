import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { WechatCodeKind } from '@shared/wechat/targets';

/** What a `scene` stands for: WeChat gives it 32 characters, an id and a name of its kind may take more. */
export interface SceneDoc {
  /** The scene itself. */
  _id: string;
  kind: WechatCodeKind;
  target: string;
  at: Date;
  /** Ending of the kept picture, once there is one. */
  picture: 'png' | 'jpg' | null;
}

export const scenesOf = (db: Connection) => db.collection<SceneDoc>('wechatScenes');

/** The same target has the same scene in every process, so printed codes stay good whatever happens to the database. */
export const sceneOf = (kind: WechatCodeKind, target: string): string =>
  `${kind.charAt(0)}${createHash('sha256').update(`${kind} ${target}`).digest('base64url').slice(0, 14)}`;
