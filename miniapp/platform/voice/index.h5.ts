import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import { DeviceRefusal } from '../device-refusal';
import { type PlaySound, type Recorder } from './types';
import { toWav } from './wav';

interface Running {
  finish: () => void;
  cancel: () => void;
}
let running: Running | null = null;

const NO_MICROPHONE = '没有得到麦克风权限。可以写文字，或在浏览器地址栏旁的网站设置里允许使用麦克风。';

async function microphone(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (cause) {
    const none = cause instanceof DOMException && cause.name === 'NotFoundError';
    throw new DeviceRefusal(none ? '这台设备没有麦克风，请写文字' : NO_MICROPHONE, { cause });
  }
}

export const recorder: Recorder = {
  // Pages without https have no mediaDevices.
  supported: typeof MediaRecorder === 'function' && 'mediaDevices' in navigator,
  async start(ended) {
    const stream = await microphone();
    const media = new MediaRecorder(stream);
    const parts: Blob[] = [];
    let kept = true;
    const limit = setTimeout(
      () => media.state !== 'inactive' && media.stop(),
      UPLOAD_LIMITS.audioSeconds * 1000,
    );
    media.ondataavailable = ({ data }) => void parts.push(data);
    media.onstop = () => {
      clearTimeout(limit);
      stream.getTracks().forEach((track) => track.stop());
      running = null;
      if (!kept) return ended(null);
      // Browsers record in formats that others do not play; plain samples play everywhere.
      toWav(new Blob(parts, { type: media.mimeType })).then(
        ({ file, seconds }) => ended(seconds < 0.5 ? null : { path: URL.createObjectURL(file), seconds }),
        () => ended(null),
      );
    };
    media.start();
    const stop = (): void => {
      if (media.state !== 'inactive') media.stop();
    };
    running = {
      finish: stop,
      cancel: () => {
        kept = false;
        stop();
      },
    };
  },
  finish: () => running?.finish(),
  cancel: () => running?.cancel(),
};

let current: { stop: () => void } | null = null;

export const playSound: PlaySound = (url, told, failed) => {
  current?.stop();
  const sound = new Audio(url);
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    current = null;
    sound.pause();
    told(null);
  };
  sound.ontimeupdate = () => (over ? undefined : told(sound.currentTime));
  sound.onended = end;
  sound.play().catch((cause: unknown) => {
    // Stopping before it began is no failure.
    if (over) return;
    end();
    failed(new DeviceRefusal('放不出来，请检查网络后再试', { cause }));
  });
  current = { stop: end };
  return current;
};

export type { Playing, SpokenNote } from './types';
