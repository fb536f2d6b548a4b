import sharp from 'sharp';
import type { ObjectStorage } from '@api/integrations/storage';
import { type SceneName, SCENES } from './scenes';
import { H, W } from './svg';

export type PhotoName = `${SceneName}-${'before' | 'after'}`;

/** A drawn photo as it lies in the storage. */
export interface DrawnPhoto {
  key: string;
  thumbKey: string;
  width: number;
  height: number;
  bytes: number;
}

const THUMB_WIDTH = 320;

/** Draws every scene before and after as a JPEG with its thumbnail and puts them where uploads lie. */
export async function drawPhotos(storage: Pick<ObjectStorage, 'put'>): Promise<Map<PhotoName, DrawnPhoto>> {
  const photos = new Map<PhotoName, DrawnPhoto>();
  const jobs = Object.entries(SCENES).flatMap(([scene, { before, after }]) =>
    Object.entries({ before, after }).map(([stage, drawing]) => ({
      name: `${scene}-${stage}` as PhotoName,
      drawing,
    })),
  );
  await Promise.all(
    jobs.map(async ({ name, drawing }) => {
      const image = sharp(Buffer.from(drawing));
      const full = await image.clone().jpeg({ quality: 82 }).toBuffer();
      const thumb = await image.clone().resize({ width: THUMB_WIDTH }).jpeg({ quality: 74 }).toBuffer();
      const [key, thumbKey] = [`demo/photos/${name}.jpg`, `demo/photos/${name}-thumb.jpg`];
      await storage.put(key, full, { contentType: 'image/jpeg' });
      await storage.put(thumbKey, thumb, { contentType: 'image/jpeg' });
      photos.set(name, { key, thumbKey, width: W, height: H, bytes: full.length });
    }),
  );
  return photos;
}
