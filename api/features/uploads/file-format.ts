import { readMp3Header } from './mp3-frames';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'heic';
export type AudioFormat = 'mp3' | 'wav';
export type FileFormat = ImageFormat | AudioFormat | 'mp4';

export const isAudio = (format: FileFormat): format is AudioFormat => format === 'mp3' || format === 'wav';

/** How many bytes from the front `sniffFormat` wants to see. */
export const SNIFF_BYTES = 64;

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis'];
// ISO/IEC 14496-12 and -14 brands, and QuickTime's, which iPhones film in.
const MP4_BRANDS = /^(isom|iso[2-9]|mp4[12]|avc1|M4V[ HP]|MSNV|dash|qt {2})$/;

function brands(head: Buffer): string[] {
  const end = Math.min(head.readUInt32BE(0), head.length);
  const found = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) found.push(head.toString('latin1', at, at + 4));
  return found;
}

/**
 * What a file is, by its first bytes alone: neither its name nor the Content-Type sent with it counts.
 * @returns null for everything that may not be uploaded (SVG, GIF, PDF, AVIF, …)
 */
export function sniffFormat(head: Buffer): FileFormat | null {
  if (head.length < 16) return null;
  const ascii = head.toString('latin1', 0, 16);
  if (ascii.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP') return 'webp';
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WAVE') return 'wav';
  if (ascii.startsWith('ID3') || readMp3Header(head, 0)) return 'mp3';
  if (ascii.slice(4, 8) !== 'ftyp') return null;
  const [major = '', ...compatible] = brands(head);
  if (HEIC_BRANDS.includes(major)) return 'heic';
  if (major === 'mif1' && compatible.some((brand) => HEIC_BRANDS.includes(brand))) return 'heic';
  return MP4_BRANDS.test(major) ? 'mp4' : null;
}
