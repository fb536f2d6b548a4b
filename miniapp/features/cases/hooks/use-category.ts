import { listCategories, suggestCategories } from '@shared/categories/contract';
import { type CategoryView, type Emergency } from '@shared/categories/schemas';
import { useApi } from '@miniapp/client';
import { useDebounced } from './use-debounced';
import { type Report } from './use-report';

const SURE = 0.5;
const SUGGEST_MS = 500;

export interface CategoryChoice {
  /** The person's choice, else what the words make likely; undefined leaves it to the server. */
  code: string | undefined;
  category: CategoryView | undefined;
  /** Up to three, from the words; a category picked from the whole list comes first. */
  options: { code: string; name: string }[];
  /** Words that mean danger: call first, then report. */
  emergency: Emergency | null;
  groups: ReturnType<typeof useApi<typeof listCategories>>;
  byPerson: boolean;
}

/** The category of a report: guessed from the words as they are written, always open to the person's own choice. */
export function useCategory({ form }: Pick<Report, 'form'>): CategoryChoice {
  const text = useDebounced(form.text.trim(), SUGGEST_MS);
  const suggested = useApi(
    suggestCategories,
    { body: { text } },
    { enabled: text.length >= 2, holdPrevious: true, staleMs: 600_000 },
  );
  const groups = useApi(listCategories, {}, { keep: true, staleMs: 600_000 });
  const suggestions = text.length >= 2 ? (suggested.data?.suggestions ?? []) : [];
  const likely = suggestions.find(({ confidence }) => confidence >= SURE)?.code;
  const code = form.categoryCode ?? likely;
  const category = groups.data?.groups
    .flatMap((group) => group.categories)
    .find((entry) => entry.code === code);
  const picked = category && !suggestions.some((entry) => entry.code === category.code) ? [category] : [];
  return {
    code,
    category,
    options: [...picked, ...suggestions].map((entry) => ({ code: entry.code, name: entry.name })),
    emergency: text.length >= 2 ? (suggested.data?.emergency ?? null) : null,
    groups,
    byPerson: form.categoryCode !== undefined,
  };
}
