import { AppError } from '@shared/core/errors';
import {
  FAVOURITES_AT_MOST,
  type NewTemplate,
  OWN_AT_MOST,
  type TemplateView,
} from '@shared/templates/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { liveCatalogue } from '../categories';
import { type Found, findTemplate, managesArea, presentTemplate, readShelf } from './find-template';
import {
  OF_AREA_AT_MOST,
  ROOM_FOR_FAVOURITE,
  ROOM_FOR_OWN,
  shelvesOf,
  type TemplateScope,
  templatesOf,
  type TemplateWords,
} from './template.model';

async function scopeOf(deps: Deps, { categoryCode, groupCode }: NewTemplate): Promise<TemplateScope> {
  const { byCode } = await liveCatalogue(deps);
  if (categoryCode) {
    if (!byCode.has(categoryCode)) throw new AppError('UNKNOWN_CATEGORY');
    return `c:${categoryCode}`;
  }
  if (!groupCode) return '*';
  if (![...byCode.values()].some(({ group }) => group === groupCode)) throw new AppError('UNKNOWN_CATEGORY');
  return `g:${groupCode}`;
}

/** Makes an upsert that lost against a full shelf a refusal. */
async function unlessFull(write: () => Promise<unknown>, refusal: string): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isDuplicateKey(error)) throw new AppError('WRONG_STATE', refusal);
    throw error;
  }
}

/**
 * @param id that the template gets; one that is there already stays as the first try made it
 * @throws AppError ACTION_NOT_ALLOWED, UNKNOWN_CATEGORY, WRONG_STATE when there is no room
 */
export async function createTemplate(
  deps: Deps,
  actor: Actor,
  id: string,
  input: NewTemplate,
): Promise<TemplateView> {
  const words: TemplateWords = {
    action: input.action,
    variant: input.variant ?? null,
    scope: await scopeOf(deps, input),
    text: input.text,
  };
  if (input.areaCode !== undefined) await createForArea(deps, actor, id, input.areaCode, words);
  else {
    const { own } = await readShelf(deps, actor.userId);
    if (!own.some((each) => each.id === id))
      await unlessFull(
        () =>
          shelvesOf(deps.db).updateOne(
            { _id: actor.userId, ...ROOM_FOR_OWN },
            { $push: { own: { id, ...words } } },
            { upsert: true },
          ),
        `自己的常用语最多 ${OWN_AT_MOST} 条，请先删掉用不着的`,
      );
  }
  return present(deps, actor, id);
}

async function createForArea(deps: Deps, actor: Actor, id: string, areaCode: string, words: TemplateWords) {
  if (!managesArea(deps, actor, areaCode))
    throw new AppError('ACTION_NOT_ALLOWED', '只能给自己辖区存常用语，由调度员或管理员来做');
  const templates = templatesOf(deps.db).collection;
  const known = await templates.countDocuments(
    { areaCode, action: words.action },
    { limit: OF_AREA_AT_MOST },
  );
  if (known >= OF_AREA_AT_MOST)
    throw new AppError('WRONG_STATE', `一个辖区每种操作最多 ${OF_AREA_AT_MOST} 条常用语`);
  const doc = { _id: id, areaCode, ...words, createdBy: actor.userId, updatedAt: new Date(deps.clock()) };
  try {
    await templates.insertOne(doc as never);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

async function present(deps: Deps, actor: Actor, id: string): Promise<TemplateView> {
  const shelf = await readShelf(deps, actor.userId);
  const found = await findTemplate(deps, actor, shelf, id);
  if (!found) throw new AppError('NOT_FOUND', '没有找到这条常用语');
  return presentTemplate(deps, actor, shelf, found);
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
async function findMine(deps: Deps, actor: Actor, id: string): Promise<Found> {
  const found = await findTemplate(deps, actor, await readShelf(deps, actor.userId), id);
  if (!found) throw new AppError('NOT_FOUND', '没有找到这条常用语');
  if (found.source === 'area' && !managesArea(deps, actor, found.areaCode))
    throw new AppError('ACTION_NOT_ALLOWED', '辖区的常用语由调度员或管理员修改');
  return found;
}

export async function changeTemplate(
  deps: Deps,
  actor: Actor,
  id: string,
  text: string,
): Promise<TemplateView> {
  const { source } = await findMine(deps, actor, id);
  if (source === 'own')
    await shelvesOf(deps.db).updateOne({ _id: actor.userId, 'own.id': id }, { $set: { 'own.$.text': text } });
  else
    await templatesOf(deps.db).updateOne({ _id: id }, { $set: { text, updatedAt: new Date(deps.clock()) } });
  return present(deps, actor, id);
}

export async function deleteTemplate(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { source } = await findMine(deps, actor, id);
  if (source === 'area') await templatesOf(deps.db).deleteOne({ _id: id });
  await shelvesOf(deps.db).updateOne(
    { _id: actor.userId },
    { $pull: { favourites: id, ...(source === 'own' && { own: { id } }) } },
  );
}

export async function setFavourite(deps: Deps, actor: Actor, id: string, on: boolean): Promise<TemplateView> {
  const before = await present(deps, actor, id);
  if (before.favourite === on) return before;
  const shelves = shelvesOf(deps.db);
  if (on)
    await unlessFull(
      () =>
        shelves.updateOne(
          { _id: actor.userId, ...ROOM_FOR_FAVOURITE },
          { $addToSet: { favourites: id } },
          { upsert: true },
        ),
      `最多收藏 ${FAVOURITES_AT_MOST} 条，请先取消几条`,
    );
  else await shelves.updateOne({ _id: actor.userId }, { $pull: { favourites: id } });
  return present(deps, actor, id);
}
