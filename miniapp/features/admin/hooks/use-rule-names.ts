import { useMemo } from 'react';
import { listCategories } from '@shared/categories/contract';
import { type CategoryTree } from '@shared/categories/schemas';
import { type RuleNames } from '@shared/routing-rules/describe';
import { useApi } from '@miniapp/client';

export interface Catalogue {
  names: RuleNames;
  /** Groups and their categories, as a rule may name them. */
  groups: CategoryTree['groups'];
  departments: { id: string; name: string }[];
}

/** How the codes in rules are called. @param areaNames of the areas that the rules name */
export function useRuleNames(areaNames: Readonly<Record<string, string>>): Catalogue {
  const tree = useApi(listCategories, {}, { keep: true, staleMs: 600_000 });
  const groups = tree.data?.groups;
  return useMemo(() => {
    const entries = (groups ?? []).flatMap((group) => group.categories);
    const categories = new Map([
      ...(groups ?? []).map(({ code, name }) => [code, name] as const),
      ...entries.map(({ code, name }) => [code, name] as const),
    ]);
    const departments = new Map(
      entries.map(({ department, departmentName }) => [department, departmentName]),
    );
    return {
      names: {
        category: (ref) => categories.get(ref) ?? ref,
        area: (code) => areaNames[code] ?? code,
        department: (id) => departments.get(id) ?? id,
      },
      groups: groups ?? [],
      departments: [...departments].map(([id, name]) => ({ id, name })),
    };
  }, [groups, areaNames]);
}
