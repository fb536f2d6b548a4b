import { type PickFile } from './types';

export const pickFile: PickFile = (endings) =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = endings.map((ending) => `.${ending}`).join(',');
    input.style.display = 'none';
    const done = (file: File | undefined): void => {
      input.remove();
      resolve(file ? { path: URL.createObjectURL(file), name: file.name, size: file.size } : null);
    };
    input.addEventListener('change', () => done(input.files?.[0]));
    input.addEventListener('cancel', () => done(undefined));
    // In the document, because Safari drops the events of a detached input, and so that tests can find it.
    document.body.append(input);
    input.click();
  });

export type { LocalFile, PickFile } from './types';
