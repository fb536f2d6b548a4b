export { addressCodeRoutes } from './routes';
export { createAddressCodeIndexes } from './door.model';
