export { checkContents, giveUpPhotoChecks } from './check-contents';
export { createModerationIndexes } from './moderation.model';
export { moderationRoutes } from './routes';
export { takeMediaVerdict } from './take-media-verdict';
