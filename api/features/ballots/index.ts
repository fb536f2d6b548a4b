import * as contracts from '@shared/ballots/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { castBallot } from './cast-ballot';
import { findBallot } from './find-ballot';
import { presentBallot, presentResult } from './present-ballot';
import { writeBallot } from './write-ballot';

export { type BallotDoc, createBallotIndexes, type RollDoc, type SealedBallotDoc } from './ballot.model';
export { ballotPort, finishBallots, hashOf } from './count-ballots';
export { findBallot } from './find-ballot';
export { presentResult } from './present-ballot';
export { boxKey, sealBallot } from './seal-ballot';

export const ballotRoutes = (deps: Deps) => [
  route(contracts.getBallot, async ({ params }, { actor }) => {
    const { topic, ballot } = await findBallot(deps, actor, params.id);
    return presentBallot(deps, actor, topic, ballot);
  }),
  route(contracts.castBallot, ({ params, body }, { actor }) =>
    castBallot(deps, actor, params.id, body.choices),
  ),
  route(contracts.writeBallot, ({ params, body }, { actor }) => writeBallot(deps, actor, params.id, body)),
  route(contracts.getBallotResult, async ({ params }, { actor }) => {
    const { topic, ballot } = await findBallot(deps, actor, params.id);
    return presentResult(deps, topic, ballot);
  }),
];
