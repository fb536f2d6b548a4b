export {
  activitiesOf,
  type ActivityDoc,
  createActivityIndexes,
  type SignUpDoc,
  signUpsOf,
} from './activity.model';
export { codesAhead, seenAt } from './codes';
export { bookAllHours } from './book-hours';
export { pausedUntilOf } from './policy';
export { activityRoutes } from './routes';
export { settleShifts } from './settle-shift';
export { lapseOffers } from './sign-up';
export { takeSteps } from './take-steps';
export { tellChanges, tellPlaces } from './tell-changes';
export { dueOf } from './write-activity';
