export { areaImportRoutes } from './routes';
export { checkRows } from './check-rows';
export { checkTopology } from './check-topology';
export { commitImport, finishImport, finishImports, labelPoint } from './commit-import';
export { createAreaImportIndexes, lastVersionOf, versionsOf } from './import.model';
export type { ImportRow } from './rows';
export { type Known, loadStoredAreas, type StoredArea, type StoredAreas } from './stored-areas';
