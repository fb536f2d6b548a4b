import { randomInt } from 'node:crypto';
import type { Connection } from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { Session, UserView } from '@shared/auth/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { dropIndexes, isTtl } from '@api/store/drop-indexes';
import { maskPhone } from '@api/integrations/sms';
import mongoose from 'mongoose';
import { presentUser } from './present-user';
import { openSession } from './sessions';
import { fromWechat } from './sign-in-wechat';
import { newUser, type UserDoc, usersOf } from './user.model';

interface PhoneCodeDoc {
  _id: string;
  codeHash: string;
  triesLeft: number;
  expiresAt: Date;
}

const CODE_TTL_S = 300;
const TRIES = 5;

const codesOf = (db: Connection) => db.collection<PhoneCodeDoc>('phoneCodes');

export async function createPhoneCodeIndexes(db: Connection): Promise<void> {
  await dropIndexes(codesOf(db), isTtl);
  await codesOf(db).createIndex({ expiresAt: 1 });
}

/** Codes nobody can use any more. @returns how many are gone */
export async function purgePhoneCodes({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  return (await codesOf(db).deleteMany({ expiresAt: { $lt: new Date(clock()) } })).deletedCount;
}

const HASHES_AT_ONCE = 500;
const phoneHashOf = (deps: Deps, phone: string) => deps.fieldCrypto.blindIndex(`phone:${phone}`);
const codeHashOf = (deps: Deps, phone: string, code: string) =>
  deps.fieldCrypto.blindIndex(`code:${phone}:${code}`);

/**
 * Sends a six-digit code by SMS. The answer is the same whether the number is known or not.
 * In demo mode the code is also answered, since nobody there receives an SMS.
 */
export async function sendPhoneCode(deps: Deps, phone: string, ip: string) {
  await deps.limits.take('sms-phone', phone, 5, 3600);
  await deps.limits.take('sms-ip', ip, 30, 3600);
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  await codesOf(deps.db).updateOne(
    { _id: phoneHashOf(deps, phone) },
    {
      $set: {
        codeHash: codeHashOf(deps, phone, code),
        triesLeft: TRIES,
        expiresAt: new Date(deps.clock() + CODE_TTL_S * 1000),
      },
    },
    { upsert: true },
  );
  await deps.sms.send(phone, `【网格连心】验证码 ${code}，5 分钟内有效。不要告诉任何人。`);
  return { expiresInS: CODE_TTL_S, ...(deps.config.demo && { demoCode: code }) };
}

/** @throws AppError CODE_INVALID when wrong, expired, used, or tried five times */
async function spendCode(deps: Deps, phone: string, code: string): Promise<void> {
  const codes = codesOf(deps.db);
  const _id = phoneHashOf(deps, phone);
  // The try is counted before it is judged: parallel guesses cannot exceed the five.
  const record = await codes.findOneAndUpdate(
    { _id, triesLeft: { $gt: 0 }, expiresAt: { $gt: new Date(deps.clock()) } },
    { $inc: { triesLeft: -1 } },
  );
  const codeHash = codeHashOf(deps, phone, code);
  if (record?.codeHash !== codeHash) throw new AppError('CODE_INVALID', '验证码不对或已过期，请重新获取');
  const spent = await codes.deleteOne({ _id, codeHash });
  if (spent.deletedCount !== 1) throw new AppError('CODE_INVALID', '验证码已经用过，请重新获取');
}

/** Signs in by number and code; a number nobody has yet becomes a resident. */
export async function signInPhone(deps: Deps, phone: string, code: string): Promise<Session> {
  await spendCode(deps, phone, code);
  const { id } = await residentByPhone(deps, phone, `居民${phone.slice(-4)}`);
  return openSession(deps, new mongoose.Types.ObjectId(id));
}

/** Who holds which of these numbers; those nobody holds are left out. */
export async function usersByPhone(deps: Deps, phones: readonly string[]): Promise<Map<string, string>> {
  const byHash = new Map(phones.map((phone) => [phoneHashOf(deps, phone), phone]));
  const hashes = [...byHash.keys()];
  const found = new Map<string, string>();
  for (let i = 0; i < hashes.length; i += HASHES_AT_ONCE) {
    const users = await usersOf(deps.db)
      .find({ phoneHash: { $in: hashes.slice(i, i + HASHES_AT_ONCE) } }, { phoneHash: 1 })
      .lean();
    for (const { _id, phoneHash } of users) {
      const phone = byHash.get(phoneHash ?? '');
      if (phone !== undefined) found.set(phone, _id.toHexString());
    }
  }
  return found;
}

/** The holder of a number; from now on a resident of that name when nobody has it. */
export async function residentByPhone(
  deps: Deps,
  phone: string,
  nickname: string,
): Promise<{ id: string; phoneMasked: string }> {
  const users = usersOf(deps.db);
  const find = async () => {
    const known = await users.findOne({ phoneHash: phoneHashOf(deps, phone) }, { _id: 1 }).lean();
    return known && { id: known._id.toHexString(), phoneMasked: maskPhone(phone) };
  };
  const known = await find();
  if (known) return known;
  const user = newUser(nickname, deps.clock(), phoneFields(deps, phone));
  try {
    await users.collection.insertOne(user);
  } catch (error) {
    const winner = isDuplicateKey(error) ? await find() : null;
    if (!winner) throw error;
    return winner;
  }
  return { id: user._id.toHexString(), phoneMasked: maskPhone(phone) };
}

function phoneFields(deps: Deps, phone: string) {
  return {
    phoneHash: phoneHashOf(deps, phone),
    phoneSealed: deps.fieldCrypto.encrypt(phone),
    phoneMasked: maskPhone(phone),
  };
}

/** Binds the number that WeChat vouches for. @throws AppError ALREADY_DONE when another person has it */
export async function bindWechatPhone(deps: Deps, actor: Actor, code: string): Promise<UserView> {
  const { phone } = await deps.wechat.getPhoneNumber(code).catch(fromWechat);
  return keepPhone(deps, actor, phone);
}

/** Binds a number whose code he was sent. @throws AppError CODE_INVALID, ALREADY_DONE when another person has it */
export async function bindPhone(deps: Deps, actor: Actor, phone: string, code: string): Promise<UserView> {
  await spendCode(deps, phone, code);
  return keepPhone(deps, actor, phone);
}

async function keepPhone(deps: Deps, actor: Actor, phone: string): Promise<UserView> {
  try {
    const user = await usersOf(deps.db)
      .findOneAndUpdate(
        { _id: new mongoose.Types.ObjectId(actor.userId) },
        { $set: phoneFields(deps, phone), $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<UserDoc>();
    if (!user) throw new AppError('TOKEN_INVALID');
    return presentUser(deps, user);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw new AppError('ALREADY_DONE', '这个手机号已经绑定了另一个账号');
  }
}
