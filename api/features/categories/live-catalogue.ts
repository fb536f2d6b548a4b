import type { CategoryTree, CategoryView } from '@shared/categories/schemas';
import type { Deps } from '@api/deps';
import { currentVersion, loadCatalogue } from './catalogue.model';
import type { Catalogue, CatalogueEntry } from './catalogue.schema';
import trainingExamples from '../../demo/source/reports.train.json';
import { type CategorySuggester, createCategorySuggester } from './suggest';

/** The current catalogue, ready for use: by code, as the tree that is served, with a suggester that learns when first asked. */
export interface LiveCatalogue {
  version: string;
  /** For words that fit nothing: the catalogue's entry for all else, its last by convention. */
  otherCode: string;
  byCode: ReadonlyMap<string, CatalogueEntry>;
  groupName(code: string): string;
  departmentName(id: string): string;
  departments: ReadonlyMap<string, Catalogue['departments'][number]>;
  tree: CategoryTree;
  suggester: CategorySuggester;
}

const CHECK_EVERY_MS = 3000;

interface Held {
  live: LiveCatalogue;
  checkedAt: number;
}
const held = new WeakMap<object, Held>();

/** The catalogue in force. Another process's import is noticed within three seconds. */
export async function liveCatalogue(deps: Pick<Deps, 'db'>, fresh = false): Promise<LiveCatalogue> {
  const now = Date.now();
  const known = held.get(deps.db);
  if (known && !fresh && now - known.checkedAt < CHECK_EVERY_MS) return known.live;
  const version = await currentVersion(deps.db);
  if (version === null) throw new Error('no catalogue of categories has been imported');
  // A version's content never changes: only another version is worth training for.
  if (known?.live.version === version) {
    known.checkedAt = now;
    return known.live;
  }
  const catalogue = await loadCatalogue(deps.db, version);
  if (!catalogue) throw new Error(`catalogue ${version} is missing`);
  const live = prepare(catalogue);
  held.set(deps.db, { live, checkedAt: now });
  return live;
}

function prepare(catalogue: Catalogue): LiveCatalogue {
  const groups = new Map(catalogue.groups.map((group) => [group.code, group.name]));
  const departments = new Map(catalogue.departments.map((department) => [department.id, department]));
  const byCode = new Map(catalogue.categories.map((entry) => [entry.code, entry]));
  const groupName = (code: string) => groups.get(code) ?? code;
  const departmentName = (id: string) => departments.get(id)?.name ?? id;
  return {
    version: catalogue.version,
    otherCode: catalogue.categories.at(-1)?.code ?? '',
    byCode,
    groupName,
    departmentName,
    departments,
    tree: Object.freeze({
      version: catalogue.version,
      groups: [...catalogue.groups]
        .sort((a, b) => a.order - b.order)
        .map(({ code, name, summary }) => ({
          code,
          name,
          summary,
          categories: catalogue.categories
            .filter((entry) => entry.group === code)
            .map((entry) => presentCategory(entry, departmentName(entry.department))),
        })),
    }),
    suggester: trainedOnDemand(() => createCategorySuggester(catalogue.categories, trainingExamples)),
  };
}

/** Learning takes some hundred milliseconds: a process that is never asked for a category does not pay them. */
function trainedOnDemand(train: () => CategorySuggester): CategorySuggester {
  let trained: CategorySuggester | null = null;
  return {
    suggest: (text, limit) => (trained ??= train()).suggest(text, limit),
  };
}

/** Lets the suggester learn before the first resident waits for it. */
export async function warmSuggester(deps: Pick<Deps, 'db'>): Promise<void> {
  (await liveCatalogue(deps)).suggester.suggest('路灯不亮');
}

function presentCategory(entry: CatalogueEntry, departmentName: string): CategoryView {
  return {
    code: entry.code,
    name: entry.name,
    kind: entry.kind,
    description: entry.description,
    level: entry.level,
    department: entry.department,
    departmentName,
    respond: entry.respond,
    resolve: entry.resolve,
    urgent: entry.urgent,
    requiresPhoto: entry.requiresPhoto,
    requiresAfterPhoto: entry.requiresAfterPhoto,
    publicByDefault: entry.publicByDefault,
    questions: entry.questions,
  };
}
