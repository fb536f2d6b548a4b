export { visitRoutes } from './routes';
export { wipeVisits } from './wipe-visits';
export { createVisitIndexes, type VisitDoc, visitsOf } from './visit.model';
