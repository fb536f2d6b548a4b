import {
  COUNTED_AT_MOST,
  type ManagedItem,
  type ManagedNotice,
  type NoticeItem,
} from '@shared/notices/schemas';
import type { NoticeView } from '@shared/notices/schemas';
import { parseRichText, plainText } from '@shared/notices/rich-text';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { usersOf } from '../auth';
import { type NoticeDoc, receiptsOf } from './notice.model';
import { mayAcknowledge, stateOf } from './policy';

const SUMMARY = 60;

function shown({ routing }: Pick<Deps, 'routing'>, doc: NoticeDoc) {
  const { code, level, name } = routing.current().node(doc.areaCode) ?? {
    code: doc.areaCode,
    level: 'community' as const,
    name: '',
  };
  return {
    id: doc._id.toHexString(),
    area: { code, level, name },
    category: doc.category,
    title: doc.title,
    important: doc.important,
    pinned: doc.pinned,
    publishAt: doc.publishAt.toISOString(),
    validUntil: doc.validUntil.toISOString(),
  };
}

export function presentItem(deps: Deps, doc: NoticeDoc): NoticeItem {
  const words = plainText(parseRichText(doc.text)).replace(/\s+/g, ' ');
  const letters = [...words];
  const summary = letters.length > SUMMARY ? `${letters.slice(0, SUMMARY).join('')}…` : words;
  return { ...shown(deps, doc), summary };
}

const withdrawnOf = ({ withdrawnAt, withdrawal }: NoticeDoc) =>
  withdrawnAt && withdrawal ? { at: withdrawnAt.toISOString(), reason: withdrawal.reason } : null;

export async function presentNotice(deps: Deps, actor: Actor | null, doc: NoticeDoc): Promise<NoticeView> {
  const receipt =
    actor && doc.important
      ? await receiptsOf(deps.db).findOne({ noticeId: doc._id, userId: actor.userId })
      : null;
  return {
    ...shown(deps, doc),
    state: stateOf(doc, deps.clock()),
    content: doc.withdrawnAt ? [] : parseRichText(doc.text),
    editedAt: doc.editedAt?.toISOString() ?? null,
    withdrawn: withdrawnOf(doc),
    acknowledgedAt: receipt && receipt.round >= doc.round ? receipt.at.toISOString() : null,
    mayAcknowledge: mayAcknowledge(deps, actor, doc),
  };
}

export function presentManagedItem(deps: Deps, doc: NoticeDoc): ManagedItem {
  return { ...shown(deps, doc), state: stateOf(doc, deps.clock()), withdrawn: withdrawnOf(doc) };
}

/** How many have read it, of how many whose grid lies there. Codes begin with their parent's. */
async function countReceipts({ db }: Pick<Deps, 'db'>, { _id, areaCode, round }: NoticeDoc) {
  const limit = COUNTED_AT_MOST;
  const [read, residents] = await Promise.all([
    receiptsOf(db).countDocuments({ noticeId: _id, round }, { limit }),
    usersOf(db).collection.countDocuments(
      { homeGridCode: { $gte: areaCode, $lt: `${areaCode}~` } },
      { limit },
    ),
  ]);
  return { read, residents };
}

export async function presentManaged(deps: Deps, doc: NoticeDoc): Promise<ManagedNotice> {
  return {
    ...presentManagedItem(deps, doc),
    text: doc.text,
    editedAt: doc.editedAt?.toISOString() ?? null,
    inbox: doc.tell ? 'waiting' : doc.tellAt ? 'sent' : 'none',
    receipts: doc.important ? await countReceipts(deps, doc) : null,
    version: doc.version,
  };
}
