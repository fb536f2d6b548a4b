export { JudgeSheet } from './judge-sheet';
export { ManageContent } from './manage-content';
export { NumberNote } from './number-note';
export { ReasonField } from './reason-field';
export { useCare } from './use-care';
