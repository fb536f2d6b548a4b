export { placeOf } from './own-residence';
export { createResidenceIndexes, type ResidenceDoc, residencesOf } from './residence.model';
export { residenceRoutes } from './routes';
export { countVerified, livesIn, type VerifiedResidence, verifiedResidence } from './verified-residence';
