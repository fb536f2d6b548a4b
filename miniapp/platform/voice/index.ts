import Taro from '@tarojs/taro';
import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import { DeviceRefusal } from '../device-refusal';
import { type PlaySound, type Recorder, type SpokenNote } from './types';

interface Running {
  began: () => void;
  refused: (error: Error) => void;
  ended: (note: SpokenNote | null) => void;
  started: boolean;
  cancelled: boolean;
}

/** WeChat has one recorder for the whole mini-program, whose listeners stay: they serve whatever runs now. */
let running: Running | null = null;
let manager: Taro.RecorderManager | undefined;

function theRecorder(): Taro.RecorderManager {
  if (manager) return manager;
  const made = Taro.getRecorderManager();
  made.onStart(() => {
    if (!running) return;
    running.started = true;
    running.began();
  });
  made.onStop(({ tempFilePath, duration }) => {
    const over = running;
    running = null;
    over?.ended(over.cancelled || duration < 500 ? null : { path: tempFilePath, seconds: duration / 1000 });
  });
  made.onError(({ errMsg }) => {
    const over = running;
    running = null;
    if (over?.started) over.ended(null);
    else over?.refused(refusal(errMsg));
  });
  manager = made;
  return made;
}

const refusal = (errMsg: string): Error =>
  new DeviceRefusal(
    /auth|deny|denied|privacy|permission/i.test(errMsg)
      ? '没有得到麦克风权限。可以写文字，或在右上角「…」的「设置」里打开麦克风。'
      : '现在录不了音，可能正在通话。可以写文字，或过一会儿再试。',
    { cause: errMsg },
  );

export const recorder: Recorder = {
  supported: true,
  start: (ended) =>
    new Promise((began, refused) => {
      running = { began, refused, ended, started: false, cancelled: false };
      // Speech at 16 kHz as MP3 plays on every phone and in every browser: 60 s are 360 kB.
      theRecorder().start({
        duration: UPLOAD_LIMITS.audioSeconds * 1000,
        sampleRate: 16_000,
        numberOfChannels: 1,
        encodeBitRate: 48_000,
        format: 'mp3',
      });
    }),
  finish: () => theRecorder().stop(),
  cancel() {
    if (!running) return;
    running.cancelled = true;
    theRecorder().stop();
  },
};

let current: { stop: () => void } | null = null;

export const playSound: PlaySound = (url, told, failed) => {
  current?.stop();
  const sound = Taro.createInnerAudioContext();
  // Elderly phones lie on silent: who presses 播放 wants to hear it.
  sound.obeyMuteSwitch = false;
  sound.src = url;
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    current = null;
    told(null);
    sound.destroy();
  };
  sound.onTimeUpdate(() => told(sound.currentTime));
  sound.onEnded(end);
  sound.onError((error) => {
    end();
    failed(new DeviceRefusal('放不出来，请检查网络后再试', { cause: error }));
  });
  sound.play();
  current = { stop: end };
  return current;
};

export type { Playing, SpokenNote } from './types';
