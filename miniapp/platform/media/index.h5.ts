import { describeVideo } from './describe-video';
import { shrinkPhoto } from './shrink-photo';
import { type ChoosePhotos, type LocalPhoto } from './types';
import { checkVideo } from './video-limits';

const pickFiles = (multiple: boolean, accept: string): Promise<File[]> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
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

async function taken(file: File): Promise<LocalPhoto> {
  if (file.type.startsWith('video/')) {
    const { seconds, poster } = await describeVideo(file);
    checkVideo({ size: file.size, seconds });
    return { path: URL.createObjectURL(file), size: file.size, kind: 'video', poster };
  }
  const blob = await shrinkPhoto(file);
  return { path: URL.createObjectURL(blob), size: blob.size, kind: 'photo' };
}

export const choosePhotos: ChoosePhotos = async (max, { video = false } = {}) => {
  const files = await pickFiles(max > 1, video ? 'image/*,video/*' : 'image/*');
  return Promise.all(files.slice(0, max).map(taken));
};

export type { ChoosePhotos, LocalPhoto } from './types';
