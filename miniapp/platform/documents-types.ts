export interface DocumentRequest {
  url: string;
  headers: Record<string, string>;
}

/** A place where a document will be shown. */
export interface DocumentPlace {
  /** Fetches and shows it. @returns the status of the answer; shown only below 400 */
  open: (request: DocumentRequest) => Promise<number>;
  /** Nothing will come. */
  cancel: () => void;
}

export interface Documents {
  /** Must be called at once in the press: browsers open windows only then. */
  prepare: () => DocumentPlace;
}
