import type { Connection } from 'mongoose';
import { contactRecordsOf } from './contact-record.model';

export { purgeContactRecords } from './contact-record.model';
export { takeQuota } from './contact-quota';
export { contactRoutes } from './routes';

export async function createContactIndexes(db: Connection): Promise<void> {
  await contactRecordsOf(db).createIndexes();
}
