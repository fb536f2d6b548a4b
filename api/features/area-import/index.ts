export { areaImportRoutes } from './routes';
export { commitImport, finishImports } from './commit-import';
export { createAreaImportIndexes } from './import.model';
