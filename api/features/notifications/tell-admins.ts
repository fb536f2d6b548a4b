import type { Deps } from '@api/deps';
import { staffWith } from './concerned-staff';
import { putMessages } from './put-messages';

/** A word to the admins of these areas, once per key however often it is said. */
export async function tellAdmins(
  deps: Deps,
  note: { key: string; areaPath: readonly string[]; title: string; text: string },
): Promise<void> {
  const found = await Promise.all(
    note.areaPath.map((areaCode) => staffWith(deps, { role: 'admin', areaCode })),
  );
  const _id = `notice:${note.key}`;
  await putMessages(
    deps,
    [...new Set(found.flat())].map((userId) => ({
      _id: `${_id}:${userId}`,
      userId,
      kind: 'notice' as const,
      topic: 'work' as const,
      title: note.title,
      text: note.text,
      caseId: null,
      caseNumber: null,
      events: [_id],
      at: new Date(deps.clock()),
      read: false,
    })),
  );
}
