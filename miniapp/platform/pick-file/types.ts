export interface LocalFile {
  /** Temporary file (weapp) or object URL (H5): what a file sender takes. */
  path: string;
  name: string;
  /** Bytes. */
  size: number;
}

/** Lets the person choose one file with one of these endings (without dot); null when they change their mind. */
export type PickFile = (endings: readonly string[]) => Promise<LocalFile | null>;
