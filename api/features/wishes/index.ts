export { wishRoutes } from './routes';
