import { shrinkPhoto } from './shrink-photo';
import { type ChoosePhotos } from './types';

const pickFiles = (multiple: boolean, camera: boolean): Promise<File[]> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.multiple = multiple;
    if (camera) input.setAttribute('capture', 'environment');
    input.style.display = 'none';
    const done = (files: File[]): void => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => done([...(input.files ?? [])]));
    input.addEventListener('cancel', () => done([]));
    // In the document, because Safari drops the events of a detached input, and so that tests can find it.
    document.body.append(input);
    input.click();
  });

export const choosePhotos: ChoosePhotos = async (max, source = 'both') => {
  const files = await pickFiles(max > 1 && source !== 'camera', source === 'camera');
  return Promise.all(
    files.slice(0, max).map(async (file) => {
      const blob = await shrinkPhoto(file);
      return { path: URL.createObjectURL(blob), size: blob.size };
    }),
  );
};

export type { ChoosePhotos, LocalPhoto, PhotoSource } from './types';
