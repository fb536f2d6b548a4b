import type { Connection } from 'mongoose';
import type { Deps } from '@api/deps';

/** Who took a case out on paper, and as whom. */
interface PrintDoc {
  caseId: string;
  number: string;
  userId: string;
  as: 'staff' | 'reporter';
  at: Date;
}

export const printsOf = (db: Connection) => db.collection<PrintDoc>('casePrints');

export async function notePrint(deps: Deps, print: Omit<PrintDoc, 'at'>): Promise<void> {
  await printsOf(deps.db).insertOne({ ...print, at: new Date(deps.clock()) });
  deps.log.info({ caseId: print.caseId, userId: print.userId, as: print.as }, 'case printed');
}

export async function createPrintIndexes(db: Connection): Promise<void> {
  await printsOf(db).createIndex({ caseId: 1, _id: -1 });
}
