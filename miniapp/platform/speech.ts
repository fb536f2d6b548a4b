export interface Speech {
  /** False where the platform cannot read aloud: then no button is shown. */
  supported: boolean;
  /** Reads Chinese text aloud; resolves when done or stopped. */
  speak: (text: string) => Promise<void>;
  stop: () => void;
}

/** Mini-programs have no speech synthesis without a plug-in and a network service. */
export const speech: Speech = {
  supported: false,
  speak: () => Promise.resolve(),
  stop: () => undefined,
};
