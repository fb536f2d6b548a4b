export { createPrintIndexes } from './print-log';
export { printRoutes } from './routes';
