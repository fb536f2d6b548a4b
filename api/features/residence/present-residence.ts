import type { ResidenceItem, ResidenceView } from '@shared/residence/schemas';
import { familyNameOnly } from '@shared/text/redact';
import type { Deps } from '@api/deps';
import { type ResidenceDoc, type ResidencePlace, residencesOf } from './residence.model';

type Reading = Pick<Deps, 'routing' | 'fieldCrypto'>;

function gridOf({ routing }: Reading, { areaCode }: ResidencePlace) {
  const { code, level, name } = routing.current().node(areaCode) ?? {
    code: areaCode,
    level: 'grid' as const,
    name: '',
  };
  return { code, level, name };
}

const shown = (deps: Reading, place: ResidencePlace) => ({
  grid: gridOf(deps, place),
  address: deps.fieldCrypto.decrypt(place.addressSealed),
  at: place.at.toISOString(),
});

/** For the person himself. */
export function presentResidence(deps: Reading, doc: ResidenceDoc | null): ResidenceView {
  return {
    verified: doc?.verified
      ? { ...shown(deps, doc.verified), by: familyNameOnly(doc.verified.by.name) }
      : null,
    request: doc?.request ? shown(deps, doc.request) : null,
    refused: doc?.refused ? { at: doc.refused.at.toISOString(), reason: doc.refused.reason } : null,
    version: doc?.version ?? 0,
  };
}

/** For who verifies: the place asked for, or the one that stands. */
export async function presentItem(
  deps: Deps,
  doc: ResidenceDoc,
  place: ResidencePlace,
  person: { nickname: string; phoneMasked: string | null } | undefined,
): Promise<ResidenceItem> {
  return {
    userId: doc._id,
    nickname: person?.nickname ?? '已注销',
    phoneMasked: person?.phoneMasked ?? null,
    ...shown(deps, place),
    state: place === doc.request ? 'requested' : 'verified',
    household: await residencesOf(deps.db).countDocuments(
      { 'verified.household': place.household },
      { limit: 20 },
    ),
    version: doc.version,
  };
}
