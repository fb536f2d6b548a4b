export * from './bounding-box';
export * from './coordinates';
export * from './distance';
export * from './exact';
export * from './geojson';
export * from './place';
export * from './polygon';
