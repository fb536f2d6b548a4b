export { createPostImportIndexes } from './post-import.model';
export { postRoutes } from './routes';
export { runPostImport, runPostImports } from './run-post-imports';
