/** Readers of these formats look no further than this from either end of a file. */
export const POLYGLOT_WINDOW = 64 * 1024;
const PDF_WINDOW = 1024;
const ZIP_END_BYTES = 22;

// Lower case is enough: the text is lowered first. None of these occurs in EXIF, XMP or ICC by chance.
const MARKUP = /<script|<html|<svg|<iframe|<!doctype|<\?php|<%@ page|#!\/bin\//;

function isZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0;) {
    // A zip reader takes an end record whose comment reaches exactly to the end of the file.
    if (at + ZIP_END_BYTES <= tail.length && at + ZIP_END_BYTES + tail.readUInt16LE(at + 20) === tail.length)
      return true;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  return false;
}

/**
 * Is the file, beside the picture or video it looks like, a document, an archive or a script too?
 * What is stored of a picture is drawn anew and harmless; who sends such a file means no good all the same.
 * @param head @param tail the first and last POLYGLOT_WINDOW bytes; they may overlap
 */
export function isPolyglot(head: Buffer, tail: Buffer): boolean {
  if (head.subarray(0, PDF_WINDOW).includes('%PDF-', 0, 'latin1')) return true;
  if (isZip(tail)) return true;
  return [head, tail].some((part) => MARKUP.test(part.toString('latin1').toLowerCase()));
}
