import * as z from 'zod';
import { WISH_FORS, WISH_TYPES } from '@shared/wishes/rules';
import { assembleCase, playCase, type PlayedAct, withoutPastAlerts } from '@api/features/cases';
import { HOME_GRID_CODE } from '../city/build-areas';
import { createRandom, randomPointIn } from '../geometry';
import { SCENES, type SceneName } from '../photos/scenes';
import source from '../source/wishes.json';
import type { createNumbering } from './number-cases';
import { type Album, shown, takePhoto } from './take-photo';
import { actorOf, idOf, type World } from './world';
import { caseId, reporterOf, type WrittenCase } from './write-case';

const HOUR = 3_600_000;
const SEED = 900_000;
/** 代办、跑腿、上门服务: wishes are brought to their grid. */
const CATEGORY = 'MS-0314';

const wishSchema = z.strictObject({
  who: z.int().min(0).describe('家庭网格里的第几位居民'),
  days: z.number().min(0).describe('几天以前许的；0 是刚才，还没有人看过'),
  type: z.enum(WISH_TYPES),
  forWhom: z.enum(WISH_FORS),
  text: z.string(),
  by: z.enum(['volunteer', 'party-member']).optional(),
  scene: z.enum(Object.keys(SCENES) as [SceneName, ...SceneName[]]).optional(),
  told: z.string().optional(),
  thanks: z.string().optional(),
});
type Told = z.infer<typeof wishSchema>;

/** Small wishes of the personas' grid in every state: just made, open, claimed, fulfilled and thanked. */
export async function writeWishes(
  world: World,
  album: Album,
  numbering: ReturnType<typeof createNumbering>,
  nowMs: number,
): Promise<WrittenCase[]> {
  const written: WrittenCase[] = [];
  const told = z.array(wishSchema).parse(source);
  for (const [index, wish] of told.entries())
    written.push(await writeWish(world, album, numbering, wish, index, nowMs));
  return written;
}

async function writeWish(
  world: World,
  album: Album,
  numbering: ReturnType<typeof createNumbering>,
  wish: Told,
  index: number,
  nowMs: number,
): Promise<WrittenCase> {
  const atMs = nowMs - wish.days * 24 * HOUR - HOUR / 2;
  const neighbours = world.residentsOf(HOME_GRID_CODE);
  const reporter = neighbours[wish.who % neighbours.length];
  const category = world.catalogue.byCode.get(CATEGORY);
  const grid = world.areas.get(HOME_GRID_CODE);
  if (!reporter || !category || !grid) throw new Error('the home grid has nobody to wish');
  const place = randomPointIn(grid.geometry, createRandom(SEED + index));
  const located = world.locate(place);
  const { assignee, level, reason } = world.assign(category, located);
  const _id = caseId(atMs, SEED + index);
  const doc = assembleCase({
    _id,
    number: numbering.next(atMs),
    nowMs: atMs,
    calendar: world.calendar,
    input: {
      kind: 'wish',
      text: wish.text,
      visibility: 'public',
      wish: { type: wish.type, forWhom: wish.forWhom },
    },
    reporter: reporterOf(reporter),
    category,
    catalogue: world.catalogue,
    place,
    routed: { path: located.path, grid: located.grid, method: located.method, reason },
    assignee,
    level,
    visibility: 'private',
    uploads: [],
    requestKey: `demo-${_id.toHexString()}`,
  });
  const requestKey = (step: number) => `demo-${_id.toHexString()}-${step}`;
  const later = (hours: number) => Math.min(nowMs, atMs + hours * HOUR);
  const acts: PlayedAct[] = [];
  const uploads: WrittenCase['uploads'] = [];
  if (wish.days > 0)
    acts.push({
      action: 'accept',
      actor: actorOf(world.persona('grid-worker')),
      body: {},
      atMs: later(2),
      requestKey: requestKey(1),
    });
  if (wish.by) {
    const giver = world.persona(wish.by);
    const actor = actorOf(giver);
    acts.push({ action: 'claim', actor, body: {}, atMs: later(20), requestKey: requestKey(2) });
    const photo = wish.scene
      ? takePhoto(album, {
          caseId: _id.toHexString(),
          ownerId: idOf(giver),
          visibility: 'public',
          scene: wish.scene,
          stage: 'after',
          ordinal: 0,
          atMs: later(90),
        })
      : null;
    if (photo && wish.told) {
      uploads.push(photo);
      const body = { text: wish.told, uploadIds: [photo._id.toHexString()] };
      acts.push({
        action: 'fulfil',
        actor,
        body,
        uploads: [shown(photo)],
        atMs: later(90),
        requestKey: requestKey(3),
      });
      if (wish.thanks)
        acts.push({
          action: 'thank',
          actor: actorOf(reporter),
          body: { text: wish.thanks },
          atMs: later(100),
          requestKey: requestKey(4),
        });
    }
  }
  const played = await playCase(doc, acts, world.sources);
  return { ...played, doc: withoutPastAlerts(played.doc, nowMs, world.calendar), uploads };
}
