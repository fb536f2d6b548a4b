import mongoose from 'mongoose';
import { AppError, invalidField } from '@shared/core/errors';
import { VOLUNTEER_CONSENT } from '@shared/volunteers/consent';
import { ageRule, isMinor } from '@shared/volunteers/rules';
import type { SaveVolunteer } from '@shared/volunteers/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { pathOf } from './policy';
import { presentVolunteer } from './present-volunteer';
import { grantRole, withdrawRole } from './roles';
import { type VolunteerDoc, volunteersOf } from './volunteer.model';

/** Codes of a community and of all in it begin alike. */
const communityOf = (areaPath: readonly string[]) => areaPath.find((code) => code.length === 12);

const mask = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(7)}`;

function adultOnOf(known: VolunteerDoc | null, bornOn: string | undefined, nowMs: number): string | null {
  if (bornOn === undefined) {
    if (!known) throw invalidField('bornOn', '请填写出生日期');
    return known.adultOn;
  }
  const age = ageRule(bornOn, nowMs);
  if (age.problem !== null) throw invalidField('bornOn', age.problem);
  return age.adultOn;
}

/** What is written, and whether the desk has to look at it (again). */
function draft(deps: Deps, actor: Actor, known: VolunteerDoc | null, body: SaveVolunteer) {
  if (body.consentVersion !== VOLUNTEER_CONSENT.version)
    throw invalidField('consentVersion', '志愿者说明有更新，请看过再同意');
  const areaPath = actor.homeGridCode ? pathOf(deps, actor.homeGridCode) : [];
  if (areaPath.length === 0) throw new AppError('WRONG_STATE', '请先选好您的网格，再注册志愿者');
  const nowMs = deps.clock();
  const now = new Date(nowMs);
  const joined = known?.state === 'left' ? null : known;
  const adultOn = adultOnOf(joined, body.bornOn, nowMs);
  const minor = isMinor(adultOn, nowMs);
  const guardian = body.guardian
    ? {
        name: body.guardian.name,
        phoneSealed: deps.fieldCrypto.encrypt(body.guardian.phone),
        phoneMasked: mask(body.guardian.phone),
        consentAt: now,
      }
    : (joined?.guardian ?? null);
  if (minor && !guardian) throw invalidField('guardian', '未满 18 周岁，请填写监护人并征得同意');
  const standsAsVerified =
    joined?.state === 'verified' &&
    joined.name === body.name &&
    joined.adultOn === adultOn &&
    communityOf(joined.areaPath) === communityOf(areaPath);
  return {
    verified: standsAsVerified,
    fields: {
      name: body.name,
      skills: body.skills,
      times: body.times,
      languages: body.languages,
      areaPath,
      adultOn,
      guardian: minor ? guardian : null,
      consent:
        joined?.consent.version === VOLUNTEER_CONSENT.version
          ? joined.consent
          : { version: body.consentVersion, at: now },
      ...(!standsAsVerified && {
        state: 'pending' as const,
        decision: null,
        appliedAt: now,
        listedBy: new mongoose.mongo.ObjectId(),
      }),
    },
  };
}

/**
 * Registers, or changes what was registered; a new name or another community is looked at anew.
 * @throws AppError WRONG_STATE without a grid, VALIDATION_FAILED by age, VERSION_CONFLICT
 */
export async function saveVolunteer(deps: Deps, actor: Actor, body: SaveVolunteer) {
  const known = await volunteersOf(deps.db).findOne({ _id: actor.userId });
  if (known && known.state !== 'left' && known.version !== body.version) throw conflict(deps, known);
  const { verified, fields } = draft(deps, actor, known, body);
  if (!known) await insert(deps, actor.userId, fields as Omit<VolunteerDoc, '_id' | 'version'>);
  else {
    const updated = await volunteersOf(deps.db).updateOne(
      { _id: actor.userId, version: known.version },
      { $set: fields, $inc: { version: 1 } },
    );
    if (updated.matchedCount === 0) throw conflict(deps, known);
  }
  if (!verified) await withdrawRole(deps, actor.userId, 'volunteer');
  else await grantRole(deps, actor.userId, 'volunteer', fields.areaPath.at(-1) ?? '');
  const saved = await volunteersOf(deps.db).findOne({ _id: actor.userId });
  return presentVolunteer(deps, saved, null);
}

async function insert(deps: Deps, _id: string, fields: Omit<VolunteerDoc, '_id' | 'version'>) {
  try {
    await volunteersOf(deps.db).insertOne({ ...fields, _id, version: 1 });
  } catch (error) {
    // A double tap: the other one has registered him.
    if (!isDuplicateKey(error)) throw error;
  }
}

const conflict = (deps: Deps, doc: VolunteerDoc) =>
  new AppError('VERSION_CONFLICT', undefined, { current: presentVolunteer(deps, doc, null) });

/** Leaves: all that was only for arranging goes, the name stays on the hours served. @throws AppError WRONG_STATE */
export async function leaveVolunteers(deps: Deps, { userId }: Actor) {
  const left = await volunteersOf(deps.db).findOneAndUpdate(
    { _id: userId, state: { $ne: 'left' } },
    {
      $set: { state: 'left', skills: [], times: [], languages: [], guardian: null, decision: null },
      $inc: { version: 1 },
    },
    { returnDocument: 'after' },
  );
  if (!left) throw new AppError('WRONG_STATE', '您还没有注册志愿者');
  await withdrawRole(deps, userId, 'volunteer');
  return presentVolunteer(deps, left, null);
}
