import { Worker } from 'node:worker_threads';
import { refusals } from './refusals';

export interface RawPicture {
  data: Buffer;
  width: number;
  height: number;
}

const MAX_MS = 20_000;

/**
 * What the worker runs. Text rather than a file, so that it is there in every way the API is run (tsx, Jest, bundle);
 * it needs nothing but the package. libheif applies the picture's rotation (irot/imir) itself.
 */
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const libheif = require(workerData.library);
const images = new libheif.HeifDecoder().decode(workerData.file);
const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
if (!image) throw new Error('no picture in the file');
const width = image.get_width();
const height = image.get_height();
const data = new Uint8ClampedArray(width * height * 4);
image.display({ data, width, height }, (shown) => {
  if (!shown) throw new Error('the picture cannot be decoded');
  parentPort.postMessage({ data, width, height }, [data.buffer]);
});
`;

/**
 * Decodes HEVC in WebAssembly, in a worker of its own that ends with the picture: nothing a file does to the decoder
 * outlives it, and the API's thread is not held up. The caller has checked the pixel count.
 * @returns RGBA, upright
 * @throws AppError UNSUPPORTED_TYPE when it cannot be decoded, or not within 20 s
 */
export function decodeHeic(file: Buffer): Promise<RawPicture> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, {
      eval: true,
      execArgv: [], // not the loaders of whoever runs the API from source
      workerData: { library: require.resolve('libheif-js/wasm-bundle'), file: new Uint8Array(file) },
      resourceLimits: { maxOldGenerationSizeMb: 128 },
      stderr: true, // the decoder's chatter about broken files
      stdout: true,
    });
    const timer = setTimeout(() => fail(new Error('decoding takes too long')), MAX_MS);
    const end = () => {
      clearTimeout(timer);
      void worker.terminate();
    };
    const fail = (cause: unknown) => {
      end();
      reject(refusals.damaged(cause));
    };
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error('the decoder ended without a picture')));
    worker.once(
      'message',
      ({ data, width, height }: { data: Uint8ClampedArray; width: number; height: number }) => {
        end();
        resolve({ data: Buffer.from(data.buffer), width, height });
      },
    );
  });
}
