import type { routingRows } from './matrix-routing';

const NOBODYS = 'f'.repeat(24);

/** Rows of the opinion map and of ballots. */
export function ballotRows({
  read,
  all,
}: Parameters<typeof routingRows>[0]): Partial<ReturnType<typeof routingRows>> {
  return {
    getOpinionMap: [['of a topic that is not there', all(404), read(() => `/topics/${NOBODYS}/opinion-map`)]],
  };
}
