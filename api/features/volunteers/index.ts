import type { Connection } from 'mongoose';
import { createCallUpIndexes } from './callup.model';
import { createProfileIndexes } from './volunteer.model';

export { callAnswersOf, type CallUpDoc, callUpsOf } from './callup.model';
export { certificateHolder } from './certificate-holder';
export { remindVisits } from './remind-visits';
export { volunteerRoutes } from './routes';
export { tellCalled } from './tell-called';
export {
  type HouseholdDoc,
  householdsOf,
  type PartyMemberDoc,
  partyMembersOf,
  type VolunteerDoc,
  volunteersOf,
} from './volunteer.model';

export async function createVolunteerIndexes(db: Connection): Promise<void> {
  await createProfileIndexes(db);
  await createCallUpIndexes(db);
}
