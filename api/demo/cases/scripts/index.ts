import { disputeScripts } from './disputes';
import { facilityScripts } from './facilities';
import { higherScripts } from './higher';
import { orderScripts } from './order';
import { safetyScripts } from './safety';
import { sanitationScripts } from './sanitation';
import { trafficScripts } from './traffic';

export { higherScripts };
export type { Script, Setting } from './script';

/** Matters a grid handles by itself, from report to rating. */
export const gridScripts = [
  ...sanitationScripts,
  ...trafficScripts,
  ...facilityScripts,
  ...orderScripts,
  ...safetyScripts,
  ...disputeScripts,
];
