export { areaImportRoutes } from './routes';
export { commitImport, finishImports, labelPoint } from './commit-import';
export { createAreaImportIndexes, lastVersionOf } from './import.model';
