import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { z } from 'zod';
import { readJsonBody, refuse } from '../answer';
import { isKnownPage, withAccessToken } from '../state';

const body = z.object({
  scene: z.string().default(''),
  page: z.string().optional(),
  check_path: z.boolean().default(true),
  env_version: z.string().default('release'),
  width: z.number().default(430),
});

/**
 * POST /wxa/getwxacodeunlimit:
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
 * The picture is a pattern that depends on scene and page; no camera can read it.
 */
export const unlimitedQrCode = withAccessToken(async (state, request) => {
  const input = readJsonBody(request, body);
  if (!input.ok) return input.answer;
  const { scene, page, check_path: checkPath, env_version: version, width } = input.value;
  if (scene.length < 1 || scene.length > 32) return refuse(40169);
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/.test(scene)) return refuse(40097);
  if (!['release', 'trial', 'develop'].includes(version) || width < 280 || width > 1280) return refuse(40097);
  if (page !== undefined && (/^\/|\?/.test(page) || (checkPath && !isKnownPage(state, page))))
    return refuse(41030);
  return {
    contentType: 'image/png',
    content: await drawPattern(`${scene}|${page ?? ''}`, Math.round(width)),
  };
});

function drawPattern(text: string, width: number): Promise<Buffer> {
  const side = 16;
  const bits = createHash('sha256').update(text).digest();
  const cells = Buffer.from(
    Array.from({ length: side * side }, (_, cell) => (((bits[cell >> 3] ?? 0) >> (cell & 7)) & 1 ? 0 : 255)),
  );
  return sharp(cells, { raw: { width: side, height: side, channels: 1 } })
    .resize(width, width, { kernel: 'nearest' })
    .png()
    .toBuffer();
}
