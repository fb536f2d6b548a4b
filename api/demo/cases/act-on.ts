import type { CaseDoc, PlayedAct } from '@api/features/cases';
import type { UserDoc } from '@api/features/auth';
import type { UploadDoc } from '@api/features/uploads';
import { bodyOf } from './act-words';
import type { CaseSpec } from './case-spec';
import type { Step } from './plan-life';
import { type Album, shown, takePhoto } from './take-photo';
import { actorOf, idOf, type World } from './world';

interface Scene {
  spec: CaseSpec;
  /** As filed. */
  doc: CaseDoc;
  step: Step;
  /** Ids of those who worked on it so far; grows. */
  handled: Set<string>;
  draw: () => number;
  /** Photos of the case; grows. */
  uploads: UploadDoc[];
  ordinal: number;
}

/** The person behind the assignment: the worker himself, or the dispatcher of the center. */
function workerOf(world: World, { assignee }: CaseDoc): UserDoc | undefined {
  if (assignee.type === 'person') return world.users.get(assignee.userId);
  return assignee.type === 'center' ? world.staffOf(assignee.areaCode)[0] : undefined;
}

/** Somebody of the grid who did not work on it, the leader first; else the community's dispatcher. */
function checkerOf(world: World, doc: CaseDoc, handled: ReadonlySet<string>): UserDoc | undefined {
  const free = world
    .staffOf(doc.gridCode ?? '')
    .filter((user) => !handled.has(idOf(user)) && idOf(user) !== doc.reporterId);
  return (
    free.find((user) => user.staff?.title === '网格长') ?? free[0] ?? world.staffOf(doc.areaPath[3] ?? '')[0]
  );
}

function personOf(world: World, { spec, doc, step, handled }: Scene): UserDoc | undefined {
  switch (step.by) {
    case 'reporter':
      return spec.reporter;
    case 'checker':
      return checkerOf(world, doc, handled);
    case 'handler':
      return world.persona('department-handler');
    default:
      return workerOf(world, doc);
  }
}

/** A step with its person, words and photos. @throws Error when nobody is there to do it */
export function actOn(world: World, album: Album, scene: Scene): PlayedAct {
  const { spec, doc, step, handled, draw, uploads, ordinal } = scene;
  const { action, atMs } = step;
  const requestKey = `demo-${doc._id.toHexString()}-${ordinal + 1}`;
  if (action === 'autoClose') return { action, atMs, requestKey: null };
  const user = personOf(world, scene);
  if (!user) throw new Error(`nobody to ${action} ${doc.number}`);
  if (action === 'takeUp' || action === 'progress' || action === 'reply') handled.add(idOf(user));
  const body = bodyOf(action, step, spec, doc.text, draw);
  const wanted = action === 'reply' && (doc.category.requiresAfterPhoto || draw() < 0.15);
  const photo =
    wanted && spec.script.scene
      ? takePhoto(album, {
          caseId: doc._id.toHexString(),
          ownerId: idOf(user),
          visibility: doc.visibility,
          scene: spec.script.scene,
          stage: 'after',
          ordinal: ordinal + 1,
          atMs,
        })
      : null;
  if (!photo) return { action, actor: actorOf(user), atMs, requestKey, body };
  uploads.push(photo);
  const photos = [shown(photo)];
  return {
    action,
    actor: actorOf(user),
    atMs,
    requestKey,
    body: { ...body, uploadIds: [photos[0]?.id] },
    uploads: photos,
  };
}
