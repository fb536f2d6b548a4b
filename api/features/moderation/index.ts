export { checkContents, giveUpPhotoChecks } from './check-contents';
export { createModerationIndexes } from './moderation.model';
export { moderationRoutes } from './routes';
