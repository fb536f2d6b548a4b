import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

interface AppJson {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
}

export interface PackageReport {
  /** Routes without a leading slash: tab pages first, then those of the subpackages. */
  routes: string[];
  /** Bytes by package: 'main' and one per subpackage root. WeChat's limit is 2 MB each. */
  bytes: Record<string, number>;
  /** Every emitted file, relative to dist. */
  files: string[];
  /** Of these, the scripts. */
  scripts: string[];
  /** The heaviest files of each package, with their bytes. */
  heaviest: Record<string, [string, number][]>;
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(path.join(folder, file)).isFile(),
  );

/** What the built package holds and weighs. */
export function reportPackage(dist: string): PackageReport {
  const { pages, subPackages = [] } = JSON.parse(
    readFileSync(path.join(dist, 'app.json'), 'utf8'),
  ) as AppJson;
  const files = filesUnder(dist).map((file) => file.split(path.sep).join('/'));
  const bytes: Record<string, number> = {
    main: 0,
    ...Object.fromEntries(subPackages.map(({ root }) => [root, 0])),
  };
  const heaviest: PackageReport['heaviest'] = {};
  for (const file of files.filter((name) => name !== 'project.config.json')) {
    const owner = subPackages.find(({ root }) => file.startsWith(`${root}/`))?.root ?? 'main';
    const { size } = statSync(path.join(dist, file));
    bytes[owner] = (bytes[owner] ?? 0) + size;
    heaviest[owner] = [...(heaviest[owner] ?? []), [file, size] as [string, number]]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 5);
  }
  const routes = [
    ...pages,
    ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ];
  return { routes, bytes, files, scripts: files.filter((file) => file.endsWith('.js')), heaviest };
}

/** The report as people read it: kB by package and what weighs most in each. */
export function readableReport({ bytes, heaviest }: PackageReport): string {
  const kB = (size: number) => `${(size / 1000).toFixed(1)} kB`;
  const all = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  return [
    ...Object.entries(bytes).map(
      ([name, size]) =>
        `${name.padEnd(24)} ${kB(size).padStart(10)}   ${(heaviest[name] ?? [])
          .map(
            ([file, own]) =>
              `${path.posix.basename(path.posix.dirname(file))}/${path.posix.basename(file)} ${kB(own)}`,
          )
          .join(', ')}`,
    ),
    `${'all'.padEnd(24)} ${kB(all).padStart(10)}`,
  ].join('\n');
}
