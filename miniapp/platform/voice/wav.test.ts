import { wavOf } from './wav';

test('samples become a file whose header says what is in it', () => {
  const view = new DataView(wavOf(new Float32Array([0, 1, -1, 2, 0.5]), 16_000));
  const text = (at: number, length: number) =>
    String.fromCharCode(...new Uint8Array(view.buffer, at, length));
  expect([text(0, 4), text(8, 8), text(36, 4)]).toEqual(['RIFF', 'WAVEfmt ', 'data']);
  expect([view.getUint32(4, true) + 8, view.getUint32(40, true), view.byteLength]).toEqual([54, 10, 54]);
  expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint32(24, true)]).toEqual([
    1, 1, 16_000,
  ]);
  // Louder than full is full, not noise.
  expect([0, 1, 2, 3, 4].map((i) => view.getInt16(44 + i * 2, true))).toEqual([
    0, 32_767, -32_767, 32_767, 16_383,
  ]);
});
