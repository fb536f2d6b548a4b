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
  /** Every emitted script, relative to dist. */
  scripts: string[];
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
  for (const file of files.filter((name) => name !== 'project.config.json')) {
    const owner = subPackages.find(({ root }) => file.startsWith(`${root}/`))?.root ?? 'main';
    bytes[owner] = (bytes[owner] ?? 0) + statSync(path.join(dist, file)).size;
  }
  const routes = [
    ...pages,
    ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ];
  return { routes, bytes, scripts: files.filter((file) => file.endsWith('.js')) };
}
