import type { WechatCodeKind } from '@shared/wechat/targets';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { WechatError } from '@api/integrations/wechat';
import { areasOf } from '../areas';
import { findCase } from '../cases';
import { findPublished } from '../notices';
import { type SceneDoc, sceneOf, scenesOf } from './scene.model';

/** Every code opens this page, which asks what its scene stands for: so a code outlives the moving of pages. */
const ENTRANCE = 'pages/home/index';
/** Codes nobody asked for before that one address may have drawn, each a call of WeChat's quota. */
const NEW_CODES_A_MINUTE = 30;
const ID = /^[0-9a-f]{24}$/;

const isPublic: Record<WechatCodeKind, (deps: Deps, id: string) => Promise<boolean>> = {
  grid: async (deps, id) =>
    (await areasOf(deps.db).collection.findOne({ _id: id as never }, { projection: { _id: 1 } })) !== null,
  case: async (deps, id) => ID.test(id) && (await findCase(deps.db, id))?.visibility === 'public',
  notice: async (deps, id) => ID.test(id) && Boolean(await findPublished(deps, id)),
};

async function register(deps: Deps, kind: WechatCodeKind, target: string): Promise<SceneDoc> {
  const _id = sceneOf(kind, target);
  const known = await scenesOf(deps.db).findOne({ _id });
  if (known) return known;
  const fresh = { kind, target, at: new Date(deps.clock()), picture: null };
  await scenesOf(deps.db).updateOne({ _id }, { $setOnInsert: fresh }, { upsert: true });
  return { _id, ...fresh };
}

/** A test version's code must not be shown by a released one, nor one app's by another. */
const keyOf = ({ config }: Deps, scene: string, ending: string) =>
  `wechat-codes/${config.wechat.appId}/${config.wechat.version}/${scene}.${ending}`;

/** The kept picture of a code, or a fresh one of WeChat's, which is kept. @throws AppError NOT_FOUND, UPSTREAM_UNAVAILABLE */
export async function codeOfTarget(deps: Deps, kind: WechatCodeKind, id: string, ip: string) {
  if (!(await isPublic[kind](deps, id))) throw new AppError('NOT_FOUND');
  const scene = await register(deps, kind, id);
  const kept = scene.picture && (await deps.storage.get(keyOf(deps, scene._id, scene.picture)));
  if (kept) return { type: kept.contentType, body: kept.stream };
  await deps.limits.take('wechat-codes', ip, NEW_CODES_A_MINUTE, 60);
  const { image, contentType } = await deps.wechat
    .getUnlimitedQrCode({
      scene: scene._id,
      page: ENTRANCE,
      checkPath: deps.config.wechat.version === 'release',
      envVersion: deps.config.wechat.version,
    })
    .catch((error: unknown) => {
      if (!(error instanceof WechatError)) throw error;
      throw new AppError('UPSTREAM_UNAVAILABLE', '小程序码暂时生成不了，请稍后再试', {
        retryAfterS: 10,
        cause: error,
      });
    });
  const picture = contentType === 'image/png' ? 'png' : 'jpg';
  await deps.storage.put(keyOf(deps, scene._id, picture), image, { contentType });
  await scenesOf(deps.db).updateOne({ _id: scene._id }, { $set: { picture } });
  return { type: contentType, body: image };
}

/** What a scene stands for. @throws AppError NOT_FOUND */
export async function resolveScene(deps: Deps, scene: string): Promise<{ kind: WechatCodeKind; id: string }> {
  const known = await scenesOf(deps.db).findOne({ _id: scene });
  if (!known) throw new AppError('NOT_FOUND', '这个小程序码已经失效');
  return { kind: known.kind, id: known.target };
}
