import { isMinor } from '@shared/volunteers/rules';
import type { ManagedVolunteer, VolunteerView } from '@shared/volunteers/schemas';
import type { Deps } from '@api/deps';
import { areaRef } from './policy';
import type { VolunteerDoc } from './volunteer.model';

const NOBODY: VolunteerView = {
  state: 'none',
  name: '',
  skills: [],
  times: [],
  languages: [],
  area: null,
  minor: false,
  guardian: null,
  consent: null,
  decision: null,
  pausedUntil: null,
  version: 0,
};

const profileOf = (deps: Deps, doc: VolunteerDoc) => ({
  name: doc.name,
  skills: doc.skills,
  times: doc.times,
  languages: doc.languages,
  area: areaRef(deps, doc.areaPath),
  minor: isMinor(doc.adultOn, deps.clock()),
  guardian: doc.guardian && {
    name: doc.guardian.name,
    phoneMasked: doc.guardian.phoneMasked,
    consentAt: doc.guardian.consentAt.toISOString(),
  },
  decision: doc.decision && { at: doc.decision.at.toISOString(), reason: doc.decision.reason },
  version: doc.version,
});

/** @param pausedUntil UTC milliseconds, null when he may sign up */
export function presentVolunteer(
  deps: Deps,
  doc: VolunteerDoc | null,
  pausedUntil: number | null,
): VolunteerView {
  if (!doc) return NOBODY;
  return {
    ...profileOf(deps, doc),
    state: doc.state,
    consent: { version: doc.consent.version, at: doc.consent.at.toISOString() },
    pausedUntil: pausedUntil === null ? null : new Date(pausedUntil).toISOString(),
  };
}

export const presentManaged = (deps: Deps, doc: VolunteerDoc): ManagedVolunteer => ({
  ...profileOf(deps, doc),
  id: doc._id,
  state: doc.state,
  appliedAt: doc.appliedAt.toISOString(),
});
