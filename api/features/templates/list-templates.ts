import type * as z from 'zod';
import type { listTemplates as contract } from '@shared/templates/contract';
import { LISTED_AT_MOST } from '@shared/templates/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { liveCatalogue } from '../categories';
import { areasAbove, type Found, foundOfArea, foundOwn, presentTemplate, readShelf } from './find-template';
import { type TemplateDoc, type TemplateScope, templatesOf } from './template.model';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

/** The scopes that fit a category, nearest first; null for all there are. */
async function scopesFor(deps: Deps, categoryCode: string | undefined): Promise<TemplateScope[] | null> {
  if (categoryCode === undefined) return null;
  const entry = (await liveCatalogue(deps)).byCode.get(categoryCode);
  return [`c:${categoryCode}`, ...(entry ? [`g:${entry.group}` as const] : []), '*'];
}

/** Favourites first, then own, then those of the category, of its group, and for all. */
export async function listTemplates(deps: Deps, actor: Actor, { action, variant, categoryCode }: Query) {
  const [shelf, scopes] = await Promise.all([readShelf(deps, actor.userId), scopesFor(deps, categoryCode)]);
  const areas = areasAbove(deps, actor);
  const fits = ({ words }: Found) =>
    words.action === action &&
    (variant === undefined || words.variant === null || words.variant === variant) &&
    (scopes === null || scopes.includes(words.scope));
  const own = shelf.own.map(foundOwn).filter(fits);
  const ofAreas = await Promise.all([
    findDocs(deps, { _id: { $in: shelf.favourites }, areaCode: { $in: areas }, action }),
    ...(scopes ?? [null]).map((scope) =>
      findDocs(deps, {
        areaCode: { $in: areas },
        action,
        ...(scope !== null && { scope }),
        ...(variant !== undefined && { variant: { $in: [variant, null] } }),
      }),
    ),
  ]);
  const all = new Map(
    [...own, ...ofAreas.flat().map(foundOfArea).filter(fits)].map((found) => [found.id, found]),
  );
  const rank = ({ id, source, words }: Found) =>
    (shelf.favourites.includes(id) ? 0 : 10) +
    (source === 'own' ? 0 : words.scope === '*' ? 3 : words.scope.startsWith('g:') ? 2 : 1);
  const items = [...all.values()].sort((a, b) => rank(a) - rank(b)).slice(0, LISTED_AT_MOST);
  return { items: items.map((found) => presentTemplate(deps, actor, shelf, found)) };
}

async function findDocs(deps: Deps, filter: object): Promise<TemplateDoc[]> {
  return (await templatesOf(deps.db)
    .collection.find(filter, { limit: LISTED_AT_MOST })
    .toArray()) as unknown as TemplateDoc[];
}
