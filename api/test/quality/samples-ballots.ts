import type { Sample } from './samples';
import type { World } from './world';

/** Samples of the opinion map and of ballots. */
export function ballotSamples({ people }: World): Record<string, Sample[]> {
  const topic = `/topics/${'f'.repeat(24)}`;
  return {
    getBallot: [{ path: `${topic}/ballot` }],
    printResult: [{ path: `${topic}/result.pdf` }],
    getBallotResult: [{ path: `${topic}/result` }],
    castBallot: [{ path: `${topic}/ballot`, token: people.reporter.token, body: { choices: ['A'] } }],
    writeBallot: [
      {
        path: `${topic}/ballot/rules`,
        token: people.dispatcher.token,
        body: {
          question: '充电棚建在哪里',
          options: [
            { text: '东门', against: false },
            { text: '都不建', against: true },
          ],
          kind: 'multiple',
          unit: 'household',
          choicesAtMost: 2,
          decidedAtMost: 1,
          quorumPercent: 50,
          majority: 'half',
          tie: 'listed',
          version: 0,
        },
      },
    ],
    getOpinionMap: [{ path: `${topic}/opinion-map` }],
  };
}
