export { noticeRoutes } from './routes';
export { createNoticeIndexes, type NoticeDoc } from './notice.model';
export { tellNotices } from './tell-notice';
export { findPublished } from './policy';
