import { placeOf, residencesOf } from '../features/residence';
import type { Person } from './build-community';
import type { TestApp } from './test-app';

let door = 0;

/** A person confirmed to live in a grid, alone behind his door unless one is named. */
export async function verify(
  { deps }: TestApp,
  { id }: Pick<Person, 'id'>,
  gridCode: string,
  address = `测试楼${(door += 1)}号`,
): Promise<void> {
  const verified = { ...placeOf(deps, { gridCode, address }), by: { userId: 'test', name: '测试' } };
  await residencesOf(deps.db).updateOne(
    { _id: id },
    { $set: { verified, request: null, refused: null }, $inc: { version: 1 } },
    { upsert: true },
  );
}
