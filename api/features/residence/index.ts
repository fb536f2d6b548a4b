export { createResidenceIndexes, type ResidenceDoc, residencesOf } from './residence.model';
export { countVerified, livesIn, type VerifiedResidence, verifiedResidence } from './verified-residence';
