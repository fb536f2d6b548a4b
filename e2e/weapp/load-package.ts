import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

/** What WeChat puts into the global scope of a mini-program; there is no window, document, fetch or AbortController. */
export interface WeappGlobals {
  wx: object;
  App: (config: object) => void;
  Page: (config: object) => void;
  Component: (config: object) => void;
  getApp: () => object | undefined;
  getCurrentPages: () => object[];
}

type ModuleFunction = (require: (id: string) => unknown, module: object, exports: object) => void;

/** `require` over the files of a built package, run in a context of their own like WeChat's. */
export function loadPackage(dist: string, globals: WeappGlobals): (file: string) => unknown {
  // Unreferenced: an app that polls must not keep the test process alive.
  const timers = {
    setTimeout: (task: () => void, ms?: number) => setTimeout(task, ms).unref(),
    setInterval: (task: () => void, ms?: number) => setInterval(task, ms).unref(),
    clearTimeout,
    clearInterval,
  };
  const context = vm.createContext({ ...timers, console, ...globals });
  const loaded = new Map<string, { exports: object }>();

  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const source = readFileSync(path.join(dist, file), 'utf8');
    const wrapped = `(function (require, module, exports) {${source}\n})`;
    const run = vm.runInContext(wrapped, context, { filename: path.join(dist, file) }) as ModuleFunction;
    run(
      (id) => load(`${path.posix.join(path.posix.dirname(file), id).replace(/\.js$/, '')}.js`),
      module,
      module.exports,
    );
    return module.exports;
  };
  return load;
}
