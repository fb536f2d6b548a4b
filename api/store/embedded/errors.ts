/** MongoDB's error codes by name; the ones this store can answer. */
const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  InvalidLength: 16,
  Unauthorized: 13,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  NotExactValueField: 111,
  CommandNotSupported: 115,
  DocumentValidationFailure: 121,
  CannotIndexParallelArrays: 171,
  InvalidPipelineOperator: 168,
  CommandNotSupportedOnView: 166,
  InterruptedAtShutdown: 11600,
  BSONObjectTooLarge: 10334,
  OutOfDiskSpace: 14031,
  DuplicateKey: 11000,
  QueryFeatureNotAllowed: 224,
  InvalidIndexSpecificationOption: 197,
  ConversionFailure: 241,
  IndexBuildAborted: 276,
} as const;

/** Named codes, and the many the server only numbers. */
export type CodeName = keyof typeof CODES | `Location${number}`;

/** An error a client gets as a MongoDB server would tell it: `{ok: 0, code, codeName, errmsg, …extra}`. */
export class StoreError extends Error {
  readonly code: number;
  constructor(
    readonly codeName: CodeName,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'StoreError';
    this.code =
      codeName in CODES ? CODES[codeName as keyof typeof CODES] : Number(codeName.slice('Location'.length));
  }
}

/** Throws BadValue (or the code named) unless the condition holds. */
export function demand(
  condition: unknown,
  message: string,
  codeName: CodeName = 'BadValue',
): asserts condition {
  if (!condition) throw new StoreError(codeName, message);
}

/** Any thrown thing as the error a client is told; what we did not foresee is InternalError with its message. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/ENOSPC|EDQUOT|EFBIG|No space left|quota exceeded|File too large|MDB_MAP_FULL/i.test(message))
    return new StoreError('OutOfDiskSpace', message);
  if (error instanceof Error && error.constructor.name === 'MingoError') {
    const stage = /unregistered pipeline operator (\S+)\./.exec(message);
    if (stage) return new StoreError('Location40324', `Unrecognized pipeline stage name: '${stage[1]}'`);
    const expression = /(?:accumulator|operator) '?(\$\w+)'? (?:is not registered|not)/.exec(message);
    if (expression)
      return new StoreError('InvalidPipelineOperator', `Unrecognized expression '${expression[1]}'`);
    return new StoreError('BadValue', message);
  }
  return new StoreError('InternalError', message);
}
