import { findBox, type Box } from './mp4-boxes';

export interface ByteSpan {
  start: number;
  length: number;
}

function chunkOffsets(data: Buffer, stbl: Box): number[] {
  const wide = findBox(data, stbl, 'co64');
  const table = wide ?? findBox(data, stbl, 'stco');
  if (!table) return [];
  return Array.from({ length: data.readUInt32BE(table.content + 4) }, (_, i) =>
    wide
      ? Number(data.readBigUInt64BE(table.content + 8 + i * 8))
      : data.readUInt32BE(table.content + 8 + i * 4),
  );
}

/** Runs of chunks with the same number of samples each: [first chunk from 1, samples per chunk]. */
function chunkRuns(data: Buffer, stbl: Box): [number, number][] {
  const table = findBox(data, stbl, 'stsc');
  if (!table) return [];
  return Array.from({ length: data.readUInt32BE(table.content + 4) }, (_, i) => [
    data.readUInt32BE(table.content + 8 + i * 12),
    data.readUInt32BE(table.content + 12 + i * 12),
  ]);
}

/**
 * Where in the file the samples of a track lie, by its tables (ISO/IEC 14496-12, 8.7), one span per chunk.
 * @throws RangeError when the tables contradict each other
 */
export function sampleSpans(data: Buffer, trak: Box): ByteSpan[] {
  const stbl = findBox(data, trak, 'mdia/minf/stbl');
  const sizes = stbl && findBox(data, stbl, 'stsz');
  if (!stbl || !sizes) return [];
  const fixed = data.readUInt32BE(sizes.content + 4);
  const runs = chunkRuns(data, stbl);
  let sample = 0;
  let run = -1;
  return chunkOffsets(data, stbl).map((start, index) => {
    if (runs[run + 1]?.[0] === index + 1) run += 1;
    const samples = runs[run]?.[1] ?? 0;
    let length = fixed * samples;
    if (fixed === 0)
      for (let i = 0; i < samples; i += 1) length += data.readUInt32BE(sizes.content + 12 + (sample + i) * 4);
    sample += samples;
    return { start, length };
  });
}
