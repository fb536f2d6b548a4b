export { ApiProblem, explain, isTemporary, NetworkError } from './errors';
export { type Call, type CallOptions } from './create-call';
export { type SessionState } from './create-session';
export { type NewFile, type Photo, type PhotoList } from './photo-list';
export { isBlank, type ReportForm, type Submission } from './submission';
export { newKey } from './ids';
export { apiKey, putApi, refreshApi, useApi, useApiList, type ApiOptions } from './use-api';
export {
  useHasRole,
  useOutbox,
  useOutboxFull,
  usePhotoList,
  usePhotos,
  useSession,
  useUser,
  useVisitDrafts,
} from './hooks';
export { isBlankVisit, type VisitDraft, type VisitWords } from './visit-box';
export { ClientProvider } from './provider';
export { KEPT_WORK_KEY } from './kept-work';
export {
  call,
  fileUrl,
  openDocument,
  outbox,
  queries,
  sendFile,
  session,
  uploadFile,
  visitBox,
} from './wire';
