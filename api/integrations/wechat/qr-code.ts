import { z } from 'zod';
import { type IncomingResponse } from '@api/integrations/http-client';
import { type ApiCall } from './call-api';
import { type QrCodeImage, type QrCodeRequest } from './client-types';
import { readAnswer, requireOk } from './read-answer';
import { WechatError } from './wechat-error';

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
const scenePattern = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/**
 * The request body of getwxacodeunlimit. What WeChat would refuse anyway is refused here, without spending a call.
 * @throws WechatError ARGUMENT_INVALID
 */
export function toQrCodeBody(request: QrCodeRequest): Record<string, unknown> {
  const refuse = (detail: string): never => {
    throw new WechatError({ code: 'ARGUMENT_INVALID', api: 'getUnlimitedQrCode', detail, unsent: true });
  };
  if (!scenePattern.test(request.scene)) refuse('scene: 1-32 allowed characters');
  if (request.page !== undefined && /^\/|[?#]/.test(request.page)) refuse('page: no leading slash, no query');
  const { width } = request;
  if (width !== undefined && !(Number.isInteger(width) && width >= 280 && width <= 1280))
    refuse('width: 280-1280');
  return {
    scene: request.scene,
    ...(request.page === undefined ? {} : { page: request.page }),
    ...(request.checkPath === undefined ? {} : { check_path: request.checkPath }),
    ...(request.envVersion === undefined ? {} : { env_version: request.envVersion }),
    ...(request.width === undefined ? {} : { width: request.width }),
  };
}

/**
 * Success is the bare image, failure is JSON. Told apart by the first bytes, as the media type is not documented.
 * @throws WechatError
 */
export function readQrCode(call: ApiCall, response: IncomingResponse): QrCodeImage {
  requireOk(call, response);
  const image = response.body;
  if (image.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47])))
    return { image, contentType: 'image/png' };
  if (image.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])))
    return { image, contentType: 'image/jpeg' };
  readAnswer(call, response, z.unknown());
  throw new WechatError({ code: 'BAD_RESPONSE', api: call.api, detail: 'neither image nor error' });
}
