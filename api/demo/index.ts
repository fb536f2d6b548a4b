export { HOME_GRID_CODE } from './city/build-areas';
export { DEMO_PLACE } from './city/demo-place';
export { seedDemoCity } from './seed/seed-demo-city';
