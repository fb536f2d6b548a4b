import type { Deps } from '@api/deps';

/** What uploads lean on; the whole `Deps` fits. */
export type UploadDeps = Pick<Deps, 'db' | 'storage' | 'clock' | 'log' | 'tmpDir' | 'keys'>;

/** What is needed to make or check a signed address. */
export type FileSigner = Pick<UploadDeps, 'clock' | 'keys'>;
