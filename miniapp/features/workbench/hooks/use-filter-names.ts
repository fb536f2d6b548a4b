import { useMemo } from 'react';
import { listAreas } from '@shared/areas/contract';
import { listCategories } from '@shared/categories/contract';
import { useApi, useUser } from '@miniapp/client';
import { type CodeNames } from '../model/filter';

export interface Named {
  code: string;
  name: string;
}

/** What the codes of a filter are called, and what there is to choose from. */
export function useFilterNames(): {
  names: CodeNames;
  groups: (Named & { categories: Named[] })[];
  areas: Named[];
} {
  const roles = useUser()?.roles ?? [];
  const own = roles.map(({ areaCode }) => areaCode ?? '').filter(Boolean);
  const scope = own.sort((a, b) => a.length - b.length)[0];
  const tree = useApi(listCategories, {}, { keep: true });
  const below = useApi(
    listAreas,
    { query: { parent: scope ?? '' } },
    { enabled: scope !== undefined, keep: true },
  );
  return useMemo(() => {
    const groups = tree.data?.groups ?? [];
    const areas = below.data?.items ?? [];
    return {
      groups,
      areas,
      names: {
        group: (code) => groups.find((group) => group.code === code)?.name,
        category: (code) =>
          groups.flatMap(({ categories }) => categories).find((one) => one.code === code)?.name,
        area: (code) => areas.find((area) => area.code === code)?.name,
      },
    };
  }, [tree.data, below.data]);
}
