const path = require('node:path');

const root = path.resolve(__dirname, '..');
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true, decorators: false },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2022',
    },
    module: { type: 'commonjs' },
  },
];
// Packages published as ES modules only: Jest cannot require them unless they are transformed.
const esmOnly = ['flatbush', 'flatqueue', 'taro-ui'];
const common = {
  rootDir: root,
  transform: { '^.+\\.(t|j|mj)sx?$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  moduleNameMapper: {
    '^@shared/(.*)$': '<rootDir>/shared/$1',
    '^@api/(.*)$': '<rootDir>/api/$1',
    '^@miniapp/(.*)$': '<rootDir>/miniapp/$1',
  },
};

/** Unit and HTTP tests. Browser and weapp-package tests live in jest.e2e.config.cjs: they need the builds. */
module.exports = {
  rootDir: root,
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'api',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{api,shared,bench,config}/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'miniapp',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/miniapp/**/*.test.{ts,tsx}'],
      // As in the H5 build: real HTML elements can be asked for their role and name. weapp runs in e2e/weapp.
      moduleFileExtensions: ['h5.tsx', 'h5.ts', 'tsx', 'ts', 'js', 'cjs', 'mjs', 'json'],
      moduleNameMapper: {
        ...common.moduleNameMapper,
        '^@tarojs/taro$': '<rootDir>/miniapp/test/taro.ts',
        '^@tarojs/router$': '<rootDir>/miniapp/test/taro-router.ts',
        '^@tarojs/components$': '<rootDir>/miniapp/test/taro-components.tsx',
        '\\.(scss|css|svg|png|jpg)$': '<rootDir>/miniapp/test/style-stub.ts',
      },
    },
  ],
};
Object.defineProperty(module.exports, 'common', { value: common, enumerable: false });
