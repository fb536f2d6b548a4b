export interface LocalPhoto {
  /** Temporary file (weapp) or object URL (H5): shows the picture and is what `uploadFile` takes. */
  path: string;
  kind: 'photo' | 'video';
  /** Bytes. */
  size: number;
  /** A picture out of a video, where the platform gives one. */
  poster?: string;
}

export interface PhotoChoice {
  /** Short films too. */
  video?: boolean;
}

/**
 * Lets the person take or choose at most `max` photos; [] when they change their mind.
 * @throws DeviceRefusal without permission, and for films that are too long or too large
 */
export type ChoosePhotos = (max: number, choice?: PhotoChoice) => Promise<LocalPhoto[]>;
