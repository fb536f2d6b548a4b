import sharp from 'sharp';

/** Text that must be found nowhere in what is stored. */
export const CANARY = 'CANARY-7431';
/** 30°15′30″ N, 120°9′18″ E, WGS-84. */
export const TAKEN_AT = { lng: 120.155, lat: 30.258333333333333 };

const EXIF = {
  IFD0: { Make: 'Lianxin', Model: CANARY },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '30/1 15/1 3000/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '120/1 9/1 1800/100',
  },
};
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${CANARY}"/></rdf:RDF></x:xmpmeta>`;

export interface PictureOptions {
  width?: number;
  height?: number;
  format?: 'jpeg' | 'png' | 'webp';
  /** EXIF orientation 1–8. */
  orientation?: number;
  metadata?: boolean;
}

/** A picture whose top left quarter is red, the rest blue; with camera, place, XMP and colour profile when asked. */
export async function drawPicture(options: PictureOptions = {}): Promise<Buffer> {
  const { width = 96, height = 64, format = 'jpeg', orientation, metadata = false } = options;
  const corner = { width: width >> 1, height: height >> 1, channels: 3 as const };
  let picture = sharp({ create: { width, height, channels: 3, background: '#1030d0' } }).composite([
    { input: { create: { ...corner, background: '#e01010' } }, left: 0, top: 0 },
  ]);
  if (metadata) picture = picture.withExif(EXIF).withXmp(XMP).withIccProfile('p3');
  if (orientation) picture = picture.withMetadata({ orientation });
  return picture.toFormat(format).toBuffer();
}

/**
 * The one fixture no code here can make: a 96 × 64 HEVC picture with EXIF (CANARY, TAKEN_AT), drawn by sharp and
 * encoded with heif-enc (libheif 1.15, x265).
 */
export const HEIC = Buffer.from(
  [
    'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYBtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA',
    'AA5waXRtAAAAAAABAAAANGlsb2MAAAAAREAAAgABAAAAAAGkAAEAAAAAAAAAfgACAAAAAAIiAAEAAAAAAAABVgAAADhpaW5mAAAA',
    'AAACAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAFWluZmUCAAABAAIAAEV4aWYAAAAAv2lwcnAAAAChaXBjbwAAAHVodmNDAQNwAAAA',
    'AAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQAoQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbq',
    'SSmubAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAGAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAA',
    'AAAAAAEAAQOBAoMAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAdxtZGF0AAAAeigBrwngxt4JM5dV9f/cRv//+YLvIe0AdJVe',
    'bv/yt5k5tfzoCoF+3Oo2jTcSohGlgrfXJEkMggQgAVFFunIszMHq65g7/9ZVF9wVN9TWgTgz0cuT7Rcy0NIW5lTO3dvh/52zIjCP',
    'owLau8tTY/bHb/X/H+ckHIADhlrlAAAAAElJKgAIAAAACQAPAQIACAAAAJYAAAAQAQIADAAAAIoAAAASAQMAAQAAAAEAAAAaAQUA',
    'AQAAAHoAAAAbAQUAAQAAAIIAAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAABphwQAAQAAAJ4AAAAliAQAAQAAAOwAAAAAAAAAOGMA',
    'AOgDAAA4YwAA6AMAAENBTkFSWS03NDMxAExpYW54aW4ABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDABoAMA',
    'AQAAAP//AAACoAQAAQAAAGAAAAADoAQAAQAAAEAAAAAAAAAABAABAAIAAgAAAE4AAAACAAUAAwAAADoBAAADAAIAAgAAAEUAAAAE',
    'AAUAAwAAACIBAAAAAAAAeAAAAAEAAAAJAAAAAQAAAAgHAABkAAAAHgAAAAEAAAAPAAAAAQAAALgLAABkAAAA',
  ].join(''),
  'base64',
);
