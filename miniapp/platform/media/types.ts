export interface LocalPhoto {
  /** Temporary file (weapp) or object URL (H5): shows the picture and is what `uploadFile` takes. */
  path: string;
  /** Bytes. */
  size: number;
}

export type PhotoSource = 'camera' | 'album' | 'both';

/** Lets the person take or choose at most `max` photos; [] when they change their mind. */
export type ChoosePhotos = (max: number, source?: PhotoSource) => Promise<LocalPhoto[]>;
