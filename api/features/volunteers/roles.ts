import mongoose, { type mongo } from 'mongoose';
import type { Deps } from '@api/deps';
import { type UserDoc, usersOf } from '../auth';

const collectionOf = ({ db }: Pick<Deps, 'db'>) =>
  usersOf(db).collection as unknown as mongo.Collection<UserDoc>;

type Given = 'volunteer' | 'party_member';

/** Gives a person the role in an area, once; a repetition changes nothing. */
export async function grantRole(deps: Deps, userId: string, role: Given, areaCode: string): Promise<void> {
  const users = collectionOf(deps);
  const _id = new mongoose.mongo.ObjectId(userId);
  await users.updateOne(
    { _id, roles: { $not: { $elemMatch: { role, areaCode } } } },
    { $push: { roles: { role, areaCode } } },
  );
  await users.updateOne(
    { _id },
    {
      $pull: { roles: { role, areaCode: { $ne: areaCode } } as never },
    },
  );
}

export async function withdrawRole(deps: Deps, userId: string, role: Given): Promise<void> {
  await collectionOf(deps).updateOne(
    { _id: new mongoose.mongo.ObjectId(userId) },
    { $pull: { roles: { role } } },
  );
}
