import { isFilm, type Preview, urlOf } from './preview-types';

const button = (className: string, name: string, sign: string, onPress: () => void): HTMLButtonElement => {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `lx-lightbox__button lx-lightbox__button--${className}`;
  element.setAttribute('aria-label', name);
  element.textContent = sign;
  element.addEventListener('click', onPress);
  return element;
};

/**
 * Shows pictures large, beginning with one of them; arrows, or the buttons, go on to the others, Escape closes.
 * Drawn by hand: Taro's own preview brings a carousel of 180 kB into every first page.
 */
export const previewPhotos = (urls: readonly Preview[], index = 0): Promise<void> => {
  const before = document.activeElement;
  const box = document.createElement('div');
  box.className = 'lx-lightbox';
  box.tabIndex = -1;
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-modal', 'true');
  const picture = document.createElement('img');
  const film = document.createElement('video');
  film.controls = true;
  film.hidden = true;
  film.playsInline = true;
  let at = index;
  const stop = (): void => (film.hidden ? undefined : film.pause());

  const show = (next: number): void => {
    at = (next + urls.length) % urls.length;
    const item = urls[at] ?? '';
    const plays = isFilm(item);
    const name = `${plays ? '视频' : '照片'} ${at + 1}，共 ${urls.length} 张`;
    stop();
    if (plays) film.src = urlOf(item);
    else picture.src = urlOf(item);
    film.hidden = !plays;
    picture.hidden = plays;
    picture.alt = name;
    film.setAttribute('aria-label', name);
    box.setAttribute('aria-label', name);
  };
  const close = (): void => {
    stop();
    box.remove();
    if (before instanceof HTMLElement) before.focus();
  };
  const keys: Record<string, () => void> = {
    Escape: close,
    ArrowLeft: () => show(at - 1),
    ArrowRight: () => show(at + 1),
  };

  box.append(picture, film, button('close', '关闭', '×', close));
  if (urls.length > 1) {
    box.append(
      button('back', '上一张', '‹', () => show(at - 1)),
      button('next', '下一张', '›', () => show(at + 1)),
    );
  }
  const buttons = [...box.querySelectorAll('button')];
  box.addEventListener('click', ({ target }) => (target === box ? close() : undefined));
  box.addEventListener('keydown', (event) => {
    keys[event.key]?.();
    if (event.key !== 'Tab') return;
    event.preventDefault();
    const step = event.shiftKey ? -1 : 1;
    const from = buttons.indexOf(event.target as HTMLButtonElement);
    buttons[(from + step + buttons.length) % buttons.length]?.focus();
  });
  show(index);
  document.body.append(box);
  box.focus();
  return Promise.resolve();
};
