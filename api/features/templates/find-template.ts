import type { Role } from '@shared/auth/roles';
import { isStaffRole } from '@shared/auth/roles';
import type { TemplateView } from '@shared/templates/schemas';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import {
  type ShelfDoc,
  shelvesOf,
  type TemplateDoc,
  templatesOf,
  type TemplateWords,
} from './template.model';

const MANAGERS: Role[] = ['dispatcher', 'admin'];

/** Areas whose templates he uses: those he serves and all above them. */
export function areasAbove(deps: Pick<Deps, 'routing'>, actor: Actor): string[] {
  const routing = deps.routing.current();
  const codes = actor.roles.flatMap(({ role, areaCode }) =>
    isStaffRole(role) && areaCode ? routing.pathOf(areaCode).map(({ code }) => code) : [],
  );
  return [...new Set(codes)];
}

/** Does he keep the templates of this area? */
export function managesArea(deps: Pick<Deps, 'routing'>, actor: Actor, areaCode: string): boolean {
  const path = deps.routing
    .current()
    .pathOf(areaCode)
    .map(({ code }) => code);
  return MANAGERS.some((role) => holdsIn(actor, role, path));
}

export async function readShelf(deps: Pick<Deps, 'db'>, userId: string): Promise<ShelfDoc> {
  const shelf = await shelvesOf(deps.db).findOne({ _id: userId });
  return { _id: userId, own: shelf?.own ?? [], favourites: shelf?.favourites ?? [] };
}

export type Found =
  | { source: 'own'; id: string; words: TemplateWords }
  | { source: 'area'; id: string; words: TemplateWords; areaCode: string };

export const foundOwn = ({ id, ...words }: ShelfDoc['own'][number]): Found => ({ source: 'own', id, words });
export const foundOfArea = ({ _id, areaCode, action, variant, scope, text }: TemplateDoc): Found => ({
  source: 'area',
  id: _id,
  areaCode,
  words: { action, variant, scope, text },
});

/** A template he may use; null when there is none, or he may not know of it. */
export async function findTemplate(
  deps: Deps,
  actor: Actor,
  shelf: ShelfDoc,
  id: string,
): Promise<Found | null> {
  const own = shelf.own.find((each) => each.id === id);
  if (own) return foundOwn(own);
  const doc = await templatesOf(deps.db).findById(id).lean<TemplateDoc>();
  if (!doc) return null;
  return areasAbove(deps, actor).includes(doc.areaCode) || managesArea(deps, actor, doc.areaCode)
    ? foundOfArea(doc)
    : null;
}

export function presentTemplate(deps: Deps, actor: Actor, shelf: ShelfDoc, found: Found): TemplateView {
  const { action, variant, scope, text } = found.words;
  const area = found.source === 'area' ? found.areaCode : null;
  return {
    id: found.id,
    action,
    variant,
    categoryCode: scope.startsWith('c:') ? scope.slice(2) : null,
    groupCode: scope.startsWith('g:') ? scope.slice(2) : null,
    text,
    source: found.source,
    areaName: area && (deps.routing.current().node(area)?.name ?? ''),
    favourite: shelf.favourites.includes(found.id),
    mayEdit: area === null || managesArea(deps, actor, area),
  };
}
