import type { Deps } from '@api/deps';
import { areaRef } from '../areas';

const FOUND_AT_MOST = 20;

/** Communities, grids and buildings by their names, the highest first. */
export function searchAreas({ routing }: Pick<Deps, 'routing'>, words: string) {
  const index = routing.current();
  return {
    items: index.search(words, FOUND_AT_MOST).map((area) => {
      const path = index.pathOf(area.code);
      return {
        area: areaRef(area),
        path: path.map(areaRef),
        gridCode: path.find(({ level }) => level === 'grid')?.code ?? null,
      };
    }),
  };
}
