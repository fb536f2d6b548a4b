import { isVisitReminderDue, monthOf } from '@shared/volunteers/rules';
import type { Deps } from '@api/deps';
import { tellPeople } from '../notifications';
import { householdsOf, partyMembersOf } from './volunteer.model';

const BATCH = 100;

/**
 * Late in the month, reminds each party member of the households he has not visited in it. Told before it is ticked off,
 * and once per person and month by the message's own key: a crash in between repeats nothing.
 */
export async function remindVisits(deps: Deps, stopped = () => false): Promise<void> {
  const nowMs = deps.clock();
  if (!isVisitReminderDue(nowMs)) return;
  const month = monthOf(nowMs);
  for (let after = ''; !stopped();) {
    const members = await partyMembersOf(deps.db)
      .find(
        { state: 'verified', remindedIn: { $ne: month }, _id: { $gt: after } },
        { sort: { _id: 1 }, limit: BATCH },
      )
      .toArray();
    for (const { _id } of members) {
      const left = await householdsOf(deps.db).countDocuments({ memberId: _id, visitedIn: { $ne: month } });
      if (left > 0)
        await tellPeople(deps, [_id], {
          key: `volunteer:visit-${month}`,
          kind: 'volunteer',
          title: `本月还有 ${left} 户没有走访`,
          text: '请在月底前上门看看您联系的户，走访后在「我的联户」里记一笔。',
        });
      await partyMembersOf(deps.db).updateOne({ _id }, { $set: { remindedIn: month } });
    }
    const last = members.at(-1);
    if (!last || members.length < BATCH) return;
    after = last._id;
  }
}
