import type { Deps } from '@api/deps';
import { pathOf } from './policy';
import { volunteersOf } from './volunteer.model';

const COMMUNITY_DIGITS = 12;

/** The name for a certificate and the center that stands for it, also of who has left; null for who never joined. */
export async function certificateHolder(
  deps: Deps,
  userId: string,
): Promise<{ name: string; issuer: string } | null> {
  const doc = await volunteersOf(deps.db).findOne({ _id: userId });
  if (!doc) return null;
  const community = doc.areaPath.find((code) => code.length === COMMUNITY_DIGITS) ?? '';
  const names = pathOf(deps, community).map((code) => deps.routing.current().node(code)?.name ?? '');
  return { name: doc.name, issuer: `${names.slice(-2).join('')}志愿服务站` };
}
