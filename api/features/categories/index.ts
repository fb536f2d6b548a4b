export { type Catalogue, type CatalogueEntry, catalogueSchema } from './catalogue.schema';
export { importCategories } from './import-categories';
export { type LiveCatalogue, liveCatalogue, warmSuggester } from './live-catalogue';
export { categoryRoutes } from './routes';
