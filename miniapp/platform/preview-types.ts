/** A picture to show large, or a film to play. */
export type Preview = string | { url: string; video: boolean };

export const urlOf = (item: Preview): string => (typeof item === 'string' ? item : item.url);
export const isFilm = (item: Preview): boolean => typeof item !== 'string' && item.video;
