/** Where the open cases of a member of staff are kept for a time without network; wiped when another person comes. */
export const KEPT_WORK_KEY = 'lx.workbench.kept';
