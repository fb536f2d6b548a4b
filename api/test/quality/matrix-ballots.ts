import type { routingRows } from './matrix-routing';

const NOBODYS = 'f'.repeat(24);
const RULES = {
  question: '充电棚建在哪里',
  options: [{ text: '东门' }, { text: '西门' }],
  kind: 'single',
  unit: 'person',
  quorumPercent: 0,
  majority: 'most',
  tie: 'none',
  version: 0,
};

/** Rows of the opinion map and of ballots. */
export function ballotRows({
  read,
  write,
  all,
  but,
}: Parameters<typeof routingRows>[0]): Partial<ReturnType<typeof routingRows>> {
  const ballot = `/topics/${NOBODYS}/ballot`;
  const nobody = { anonymous: 401 };
  return {
    getBallot: [['of a topic that is not there', all(404), read(() => ballot)]],
    printResult: [['of a topic that is not there', all(404), read(() => `/topics/${NOBODYS}/result.pdf`)]],
    getBallotResult: [['of a topic that is not there', all(404), read(() => `/topics/${NOBODYS}/result`)]],
    castBallot: [
      [
        'in a topic that is not there',
        but(404, nobody),
        write(
          'PUT',
          () => ballot,
          () => ({ choices: ['A'] }),
        ),
      ],
    ],
    writeBallot: [
      [
        'of a topic that is not there',
        but(403, { ...nobody, dispatcher: 404, admin: 404, foreign: 404 }),
        write(
          'PUT',
          () => `${ballot}/rules`,
          () => RULES,
        ),
      ],
    ],
    getOpinionMap: [['of a topic that is not there', all(404), read(() => `/topics/${NOBODYS}/opinion-map`)]],
  };
}
