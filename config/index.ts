import { readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import devConfig from './dev';
import prodConfig from './prod';
import { version } from '../package.json';

const root = path.resolve(__dirname, '..');
const target = process.env.TARO_ENV ?? 'h5';
const isWeapp = target === 'weapp';

/** What every supported client runs: WeChat on iOS 12 / Android XWeb, and browsers of that age. */
const syntaxTarget = 'es2017';

/** A mini-program has no origin of its own, so its API base is absolute; the portal asks its own server. */
const apiBase = process.env.TARO_APP_API_BASE ?? (isWeapp ? 'http://127.0.0.1:8080/api/v1' : '/api/v1');

// Which file stands for a module on this platform is looked up once and cached, so a new one must start afresh.
const platformFiles = readdirSync(path.join(root, 'miniapp'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(h5|weapp)\.\w+$/.test(file))
  .sort();

/** Taro's own `cache` option insists on a `src/` folder, so webpack's is set directly. */
const persistentCache = {
  type: 'filesystem',
  name: `${target}-${process.env.NODE_ENV ?? 'production'}`,
  version: JSON.stringify([
    platformFiles,
    apiBase,
    process.env.TARO_APP_TILE_URL,
    process.env.TARO_APP_TILE_COORD_TYPE,
    process.env.TARO_APP_TILE_ATTRIBUTION,
  ]),
  cacheDirectory: path.join(root, 'node_modules/.cache/taro'),
  buildDependencies: {
    config: ['index.ts', 'dev.ts', 'prod.ts', 'babel.cjs', 'weapp-aria.cjs'].map((file) =>
      path.join(root, 'config', file),
    ),
    packages: [path.join(root, 'package-lock.json')],
    // The list of pages is read outside webpack, which would go on with the one it knows.
    pages: ['app.config.ts', 'subpackages.ts', 'tabs.ts'].map((file) => path.join(root, 'miniapp', file)),
  },
};

const adjust = (chain: Chain): void => {
  chain.merge({ cache: persistentCache, performance: { hints: false } });
  chain.module
    .rule('script')
    .use('babelLoader')
    .tap((options) => ({ ...options, configFile: path.join(root, 'config/babel.cjs'), babelrc: false }));
};

interface Chain {
  merge(options: object): void;
  plugin(name: string): {
    use(plugin: WebpackModule['ProvidePlugin'], args: [Record<string, string[]>]): void;
    use(plugin: typeof GlobalWithoutEval): void;
  };
  module: { rule(name: string): { use(name: string): { tap(edit: (options: object) => object): void } } };
}

// taro-ui's style sheets are old Sass; nothing here can mend that.
const sassLoaderOption = {
  sassOptions: {
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'legacy-js-api'],
  },
};
const noPxTransform = { pxtransform: { enable: false, config: {} }, cssModules: { enable: false } };

export default defineConfig<'webpack5'>((merge) => {
  const base = {
    projectName: 'lianxin',
    date: '2026-11-22',
    framework: 'react' as const,
    compiler: { type: 'webpack5' as const, prebundle: { enable: false } },
    sourceRoot: 'miniapp',
    outputRoot: `dist/${target}`,
    designWidth: 375,
    deviceRatio: { 375: 1 },
    alias: { '@shared': path.join(root, 'shared'), '@miniapp': path.join(root, 'miniapp') },
    plugins: [
      '@tarojs/plugin-framework-react',
      `@tarojs/plugin-platform-${target}`,
      path.join(root, 'config/weapp-aria.cjs'),
    ],
    env: {
      TARO_APP_VERSION: JSON.stringify(version),
      TARO_APP_API_BASE: JSON.stringify(apiBase),
      TARO_APP_TILE_URL: JSON.stringify(process.env.TARO_APP_TILE_URL ?? ''),
      TARO_APP_TILE_COORD_TYPE: JSON.stringify(process.env.TARO_APP_TILE_COORD_TYPE ?? ''),
      TARO_APP_TILE_ATTRIBUTION: JSON.stringify(process.env.TARO_APP_TILE_ATTRIBUTION ?? ''),
    },
    copy: {
      patterns: isWeapp
        ? [
            { from: 'miniapp/assets/markers/', to: 'dist/weapp/assets/markers/' },
            { from: 'miniapp/assets/theme.json', to: 'dist/weapp/theme.json' },
          ]
        : [{ from: 'miniapp/assets/favicon.svg', to: 'dist/h5/favicon.svg' }],
      options: {},
    },
    // esbuild, not terser: Taro's terser preset quotes private fields into syntax errors, does not lower what
    // npm packages ship (`?.`, class fields), and takes four times as long.
    jsMinimizer: 'esbuild' as const,
    csso: { enable: true, config: { restructure: false } },
    esbuild: { minify: { enable: true, config: { target: syntaxTarget, charset: 'utf8' } } },
    logger: { quiet: true, stats: false },
    mini: {
      compile: { include: [path.join(root, 'shared')] },
      optimizeMainPackage: { enable: true },
      postcss: noPxTransform,
      sassLoaderOption,
      miniCssExtractPluginOption: { ignoreOrder: true },
      webpackChain(chain: Chain, webpack: WebpackModule) {
        adjust(chain);
        // react-query needs AbortController, which mini-programs lack; without it a query stays pending for ever.
        const ponyfill = require.resolve('abortcontroller-polyfill/dist/cjs-ponyfill.js');
        chain.plugin('abort-controller').use(webpack.ProvidePlugin, [
          {
            AbortController: [ponyfill, 'AbortController'],
            AbortSignal: [ponyfill, 'AbortSignal'],
            // Taro's document looks like an old browser's to it, and then leaving a page that still loads would throw.
            Event: ['@tarojs/runtime', 'TaroEvent'],
          },
        ]);
        chain.plugin('global-without-eval').use(GlobalWithoutEval);
      },
    },
    h5: {
      compile: { include: [path.join(root, 'shared')] },
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'browser' as const },
      useHtmlComponents: true,
      esnextModules: ['taro-ui'],
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[chunkhash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[chunkhash:8].css',
      },
      sassLoaderOption,
      postcss: { ...noPxTransform, autoprefixer: { enable: true, config: {} } },
      webpackChain(chain: Chain) {
        adjust(chain);
        // What several pages use is loaded once, not carried by each page's chunk.
        chain.merge({
          optimization: {
            splitChunks: {
              cacheGroups: {
                shared: {
                  name: 'shared',
                  chunks: 'all',
                  // Loaded with the first page: only what most pages need.
                  minChunks: 12,
                  priority: -20,
                  enforce: true,
                  reuseExistingChunk: true,
                },
              },
            },
          },
        });
      },
    },
  };
  return merge({}, base, process.env.NODE_ENV === 'development' ? devConfig : prodConfig);
});

interface RuntimeModule {
  name: string;
  generate(): string;
}
interface Compilation {
  hooks: { runtimeModule: { tap(name: string, act: (module: RuntimeModule) => void): void } };
}

/** webpack finds the global object by `new Function`, which WeChat forbids and its review looks for. */
class GlobalWithoutEval {
  apply(compiler: {
    hooks: { compilation: { tap(name: string, act: (compilation: Compilation) => void): void } };
  }): void {
    const name = 'GlobalWithoutEval';
    compiler.hooks.compilation.tap(name, ({ hooks }) =>
      hooks.runtimeModule.tap(name, (module) => {
        if (module.name !== 'global') return;
        module.generate = () =>
          '__webpack_require__.g = typeof globalThis === "object" ? globalThis : typeof global === "object" ? global : {};';
      }),
    );
  }
}

interface WebpackModule {
  ProvidePlugin: new (definitions: Record<string, string[]>) => object;
}
