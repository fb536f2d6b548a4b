import type { Sample } from './samples';

/** Samples of the opinion map and of ballots. */
export function ballotSamples(): Record<string, Sample[]> {
  const topic = `/topics/${'f'.repeat(24)}`;
  return {
    getOpinionMap: [{ path: `${topic}/opinion-map` }],
  };
}
