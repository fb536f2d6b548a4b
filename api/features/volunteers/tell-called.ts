import type { Deps } from '@api/deps';
import { tellPeople } from '../notifications';
import { type CallUpDoc, callUpsOf } from './callup.model';
import { volunteersOf } from './volunteer.model';

const BATCH = 200;

/** The next page of volunteers whom a call-up concerns is told; the count and the place reached go in one write. */
async function tellPage(deps: Deps, doc: CallUpDoc, after: string): Promise<string | null> {
  const people = await volunteersOf(deps.db)
    .find(
      {
        areaPath: doc.areaCode,
        state: 'verified',
        _id: { $gt: after },
        ...(doc.skill && { skills: doc.skill }),
      },
      { sort: { _id: 1 }, limit: BATCH, projection: { _id: 1 } },
    )
    .toArray();
  await tellPeople(
    deps,
    people.map(({ _id }) => _id),
    {
      key: `callup:${doc._id.toHexString()}`,
      kind: 'callup',
      linkId: doc._id.toHexString(),
      title: `紧急召集：${doc.title}`,
      text: `${doc.text}\n集合：${doc.meetAt}。能不能来，请马上回复。`,
    },
  );
  const last = people.length === BATCH ? (people.at(-1)?._id ?? null) : null;
  // Of two processes at the same page one counts it.
  const { matchedCount } = await callUpsOf(deps.db).updateOne(
    { _id: doc._id, 'calling.after': after },
    {
      $inc: { called: people.length },
      ...(last === null ? { $unset: { calling: '' } } : { $set: { calling: { after: last } } }),
    },
  );
  return matchedCount === 0 ? null : last;
}

/** Tells the volunteers that were called up and not told yet. Idempotent: one message a person and call-up. */
export async function tellCalled(deps: Deps, stopped = () => false): Promise<void> {
  const docs = await callUpsOf(deps.db)
    .find({ 'calling.after': { $gte: '' } }, { limit: 20 })
    .toArray();
  for (const doc of docs)
    for (let after: string | null = doc.calling?.after ?? ''; after !== null && !stopped();)
      after = await tellPage(deps, doc, after);
}
