import { copyText } from './clipboard';

/** Mini-programs open no foreign pages: the address goes to the clipboard, for the browser. */
export const openWebLink = async (href: string): Promise<'opened' | 'copied' | 'failed'> =>
  (await copyText(href)) ? 'copied' : 'failed';
