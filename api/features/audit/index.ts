export { createAuditIndexes } from './audit.model';
export { purgeOldAudit } from './purge-audit';
export { auditRoutes } from './routes';
export { type AuditEntry, type AuditTrail, createAuditTrail } from './trail';
