export { transferRoutes } from './routes';
export { runTransfer, runTransfers } from './run-transfers';
export { createTransferIndexes } from './transfer.model';
