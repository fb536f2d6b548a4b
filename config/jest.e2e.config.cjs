const { common } = require('./jest.config.cjs');

/** Tests on the built product: H5 in Chromium, the weapp package in a stub runtime. Run after `npm run build`. */
module.exports = {
  ...common,
  displayName: 'e2e',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/e2e/**/*.test.ts'],
  testTimeout: 180_000,
  // Much of a browser test is waiting.
  maxWorkers: 2,
  setupFilesAfterEnv: ['<rootDir>/e2e/support/retry.ts'],
};
