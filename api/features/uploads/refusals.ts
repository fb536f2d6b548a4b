import { AppError } from '@shared/core/errors';
import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import { type FileFormat, isAudio } from './file-format';

const MB = 1024 * 1024;

export const refusals = {
  unsupported: () =>
    new AppError('UNSUPPORTED_TYPE', '只能上传 JPEG、PNG、WebP、HEIC 照片，MP4、MOV 视频，或 MP3、WAV 录音'),
  notMultipart: () => new AppError('UNSUPPORTED_TYPE', '请用表单（multipart/form-data）上传文件'),
  damaged: (cause?: unknown) => new AppError('UNSUPPORTED_TYPE', '文件不完整或已损坏，请重新选择', { cause }),
  suspicious: () => new AppError('UNSUPPORTED_TYPE', '文件里夹带了别的内容，不能上传'),
  tooManyPixels: () => new AppError('PAYLOAD_TOO_LARGE', '照片的像素太多，请用普通模式重新拍摄'),
  tooLong: () =>
    new AppError('PAYLOAD_TOO_LARGE', `录音不能超过 ${UPLOAD_LIMITS.audioSeconds} 秒，请分几次说`),
  filmTooLong: () =>
    new AppError('PAYLOAD_TOO_LARGE', `视频不能超过 ${UPLOAD_LIMITS.videoSeconds} 秒，请剪短后再传`),
  tooLarge: (format: FileFormat | null) =>
    new AppError(
      'PAYLOAD_TOO_LARGE',
      format === null || format === 'mp4'
        ? `视频不能超过 ${UPLOAD_LIMITS.videoBytes / MB} MB，照片不能超过 ${UPLOAD_LIMITS.imageBytes / MB} MB`
        : isAudio(format)
          ? `录音不能超过 ${UPLOAD_LIMITS.audioSeconds} 秒`
          : `照片不能超过 ${UPLOAD_LIMITS.imageBytes / MB} MB`,
    ),
  busy: () => new AppError('UNAVAILABLE', '正在处理的文件太多，请稍后再试', { retryAfterS: 5 }),
};
