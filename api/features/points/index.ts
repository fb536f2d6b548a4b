export { bookService, bookVisit } from './book';
export type { Holder } from './certificate';
export { certificatesOf, createPointIndexes, entriesOf, type EntryDoc } from './ledger.model';
export { pointRoutes } from './routes';
