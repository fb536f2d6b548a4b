export * from './live-index';
export * from './routing-index';
export * from './types';
