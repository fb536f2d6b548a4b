import mongoose from 'mongoose';
import {
  assembleCase,
  type CaseDoc,
  playCase,
  type PlayedAct,
  type PlayedCase,
  withoutPastAlerts,
} from '@api/features/cases';
import type { UserDoc } from '@api/features/auth';
import type { UploadDoc } from '@api/features/uploads';
import { hashIntegers, createRandom, randomPointIn } from '../geometry';
import { actOn } from './act-on';
import type { CaseSpec } from './case-spec';
import { cutLife } from './cut-life';
import { addressText, fillSlots } from './fill-slots';
import { pick } from '../city/pick';
import { planLife } from './plan-life';
import { type Album, shown, takePhoto } from './take-photo';
import { idOf, type World } from './world';

export interface WrittenCase extends PlayedCase {
  uploads: UploadDoc[];
}

/** Time-ordered like real ids, the rest drawn from the seed. */
export function caseId(atMs: number, seed: number): mongoose.Types.ObjectId {
  const hex = (value: number) => value.toString(16).padStart(8, '0');
  const tail = hex(hashIntegers(seed, 1)) + hex(seed);
  return new mongoose.Types.ObjectId(hex(Math.floor(atMs / 1000)) + tail);
}

/**
 * Files a case in its grid and lives its life up to now, by the product's own rules.
 * @param number as on the receipt
 * @throws Error when the place is not routed to the grid meant, or the workflow forbids a step
 */
export async function writeCase(
  world: World,
  album: Album,
  spec: CaseSpec,
  number: string,
  nowMs: number,
): Promise<WrittenCase> {
  const draw = createRandom(hashIntegers(spec.seed, 77));
  const uploads: UploadDoc[] = [];
  const doc = file(world, album, spec, number, draw, uploads);
  const life = planLife({ spec, doc, calendar: world.calendar, draw, nowMs });
  const acts: PlayedAct[] = [];
  const handled = new Set<string>();
  for (const step of cutLife(life, spec.atMs, nowMs, spec.stopAt))
    acts.push(actOn(world, album, { spec, doc, step, handled, draw, uploads, ordinal: acts.length }));
  const played = await playCase(doc, acts, world.sources);
  return { ...played, doc: withoutPastAlerts(played.doc, nowMs, world.calendar), uploads };
}

function file(
  world: World,
  album: Album,
  spec: CaseSpec,
  number: string,
  draw: () => number,
  uploads: UploadDoc[],
): CaseDoc {
  const { script, gridCode, setting, reporter } = spec;
  const category = world.catalogue.byCode.get(script.code);
  const grid = world.areas.get(gridCode);
  if (!category || !grid) throw new Error(`no category ${script.code} or no grid ${gridCode}`);
  const place = randomPointIn(grid.geometry, draw);
  const located = world.locate(place);
  if (located.grid?.code !== gridCode) throw new Error(`${place.lng},${place.lat} is not in ${gridCode}`);
  const { assignee, level, reason } = world.assign(category, located);
  const text = spec.text ?? fillSlots(pick(script.texts, draw()), gridCode, setting, draw);
  const visibility = spec.visibility ?? (category.publicByDefault && draw() < 0.96 ? 'public' : 'private');
  const _id = caseId(spec.atMs, spec.seed);
  const photographed = spec.photo ?? draw() < (category.requiresPhoto ? 0.6 : 0.3);
  const photo =
    script.scene && photographed
      ? takePhoto(album, {
          caseId: _id.toHexString(),
          ownerId: idOf(reporter),
          visibility,
          scene: script.scene,
          stage: 'before',
          ordinal: 0,
          atMs: spec.atMs,
        })
      : null;
  if (photo) uploads.push(photo);
  const answers = typeof script.answers === 'function' ? script.answers(text) : script.answers;
  return assembleCase({
    _id,
    number,
    nowMs: spec.atMs,
    calendar: world.calendar,
    input: {
      kind: 'report',
      text,
      ...(draw() < 0.75 && { addressText: addressText(gridCode, setting, draw) }),
      ...((spec.anonymous ?? draw() < 0.06) && { anonymousToWorker: true }),
      ...(answers && { answers }),
    },
    reporter: reporterOf(reporter),
    category,
    catalogue: world.catalogue,
    place,
    routed: { path: located.path, grid: located.grid, method: located.method, reason },
    assignee,
    level,
    visibility,
    uploads: photo ? [shown(photo)] : [],
    requestKey: `demo-${_id.toHexString()}`,
  });
}

export const reporterOf = (user: UserDoc) => ({
  id: idOf(user),
  name: user.nickname,
  phoneMasked: user.phoneMasked,
});
