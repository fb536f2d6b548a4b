/** What somebody said, as a file on this device. */
export interface SpokenNote {
  /** Temporary file (weapp) or object URL (H5): is played and uploaded as it is. */
  path: string;
  seconds: number;
}

export interface Recorder {
  /** False where the platform cannot record: then the field is not shown. */
  supported: boolean;
  /**
   * Asks for the microphone and begins; at most one recording at a time.
   * @param ended told once, with the note or, when it was cancelled, broke off or was empty, with null
   * @throws DeviceRefusal when the person (or the device) does not give the microphone
   */
  start: (ended: (note: SpokenNote | null) => void) => Promise<void>;
  /** Said all: `ended` gets the note. */
  finish: () => void;
  /** Said nothing: `ended` gets null. */
  cancel: () => void;
}

export interface Playing {
  stop: () => void;
}

/**
 * Plays a sound from its beginning; what played before stops.
 * @param told seconds played so far, now and then; null once at the end, when it is stopped or cannot be played
 */
export type PlaySound = (
  url: string,
  told: (seconds: number | null) => void,
  failed: (error: Error) => void,
) => Playing;
