export { visitRoutes } from './routes';
export { createVisitIndexes, type VisitDoc } from './visit.model';
