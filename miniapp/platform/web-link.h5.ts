/** Opens an address outside in a window of its own that knows nothing of ours. */
export const openWebLink = (href: string): Promise<'opened' | 'copied' | 'failed'> => {
  window.open(href, '_blank', 'noopener,noreferrer');
  return Promise.resolve('opened');
};
