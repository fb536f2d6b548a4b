export { templateRoutes } from './routes';
export { createTemplateIndexes, type TemplateDoc } from './template.model';
