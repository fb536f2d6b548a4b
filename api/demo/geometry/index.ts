export { type CityArea } from './city-builder';
export { generateCityGeometry, type CityGeometryOptions } from './generate-city-geometry';
export { demoCityOptions, scaleCityOptions } from './presets';
export { createRandom, hashIntegers, hashSigned, hashUnit } from './random';
export { randomPointIn } from './random-point';
