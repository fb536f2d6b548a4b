import { UPLOAD_LIMITS, VIDEO_TOLERANCE_SECONDS } from '@shared/uploads/contract';
import { DeviceRefusal } from '../device-refusal';

const MB = 1024 * 1024;

/** @throws DeviceRefusal, in words, for a film that is longer or larger than the server takes */
export function checkVideo({ size, seconds }: { size: number; seconds: number }): void {
  const { videoBytes, videoSeconds } = UPLOAD_LIMITS;
  if (seconds > videoSeconds + VIDEO_TOLERANCE_SECONDS)
    throw new DeviceRefusal(`视频最长 ${videoSeconds} 秒，这一段有 ${Math.round(seconds)} 秒，请剪短后再选`);
  if (size > videoBytes) throw new DeviceRefusal(`视频不能超过 ${videoBytes / MB} MB，请选短一点的`);
}
