export { noticeRoutes } from './routes';
export { createNoticeIndexes, type NoticeDoc } from './notice.model';
export { findPublished } from './policy';
