import { OPTIONS_AT_MOST, optionId } from '@shared/ballots/rules';
import type { Deps } from '@api/deps';
import type { BallotDoc, SealedBallotDoc } from './ballot.model';

type Crypto = Pick<Deps, 'fieldCrypto'>;

/** Where in the box the ballot of this person or household lies: found again only with the server's key. */
export const boxKey = ({ fieldCrypto }: Crypto, topicId: BallotDoc['_id'], unit: string): string =>
  `${topicId.toHexString()}:${fieldCrypto.blindIndex(`ballot:${topicId.toHexString()}:${unit}`)}`;

/**
 * A mark for every option there could be, so that all ballots are of one length; with the key, so that no ballot can be
 * put in another's place. Encrypted with a new nonce: the same choices never look the same, and a change cannot be told
 * from a repetition.
 */
export function sealBallot({ fieldCrypto }: Crypto, key: string, choices: readonly string[]): string {
  const marks = Array.from({ length: OPTIONS_AT_MOST }, (_, i) =>
    choices.includes(optionId(i)) ? '1' : '0',
  );
  return fieldCrypto.encrypt(`${key}|${marks.join('')}`);
}

/** The choices; null for what was not sealed here for this place. */
export function openBallot({ fieldCrypto }: Crypto, { _id, sealed }: SealedBallotDoc): string[] | null {
  let plain: string;
  try {
    plain = fieldCrypto.decrypt(sealed);
  } catch {
    // Changed or foreign: the caller counts it as unreadable, for everybody to see.
    return null;
  }
  const [key, marks = ''] = plain.split('|');
  if (key !== _id) return null;
  return [...marks].flatMap((mark, i) => (mark === '1' ? [optionId(i)] : []));
}
