import { createHash } from 'node:crypto';
import { canonicalJson } from '@shared/text/canonical-json';
import type { EventDoc, LoggedEvent } from './case.model';

/** SHA-256 (hex) of everything an event says, its predecessor's hash included; not of what is noted about it. */
export function hashEvent({
  _id,
  requestKey: _requestKey,
  hash: _hash,
  outbox: _outbox,
  dead: _dead,
  check: _check,
  ...said
}: Omit<LoggedEvent, 'hash'> & { hash?: string }): string {
  return createHash('sha256')
    .update(canonicalJson({ id: _id, ...said }))
    .digest('hex');
}

/** Adds the hash that chains an event to its predecessor. */
export function sealEvent(event: Omit<EventDoc, 'hash'>): EventDoc {
  return { ...event, hash: hashEvent(event) };
}

/** Index of the first event that does not follow from its predecessor, or -1 when the chain is whole. */
export function brokenLink(events: readonly EventDoc[]): number {
  return events.findIndex(
    (event, index) => hashEvent(event) !== event.hash || event.prevHash !== (events[index - 1]?.hash ?? null),
  );
}
