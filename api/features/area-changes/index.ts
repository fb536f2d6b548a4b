export { createAreaChangeIndexes } from './change.model';
export { areaChangeRoutes } from './routes';
export { runChange, runChanges } from './run-changes';
