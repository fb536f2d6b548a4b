import { z } from 'zod';
import { readJsonBody, refuse } from '../answer';
import { withAccessToken } from '../state';

/**
 * POST /wxa/business/getuserphonenumber:
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
 * A used code is 40029 here, not 40163, as WeChat's staff say in community/develop/doc/0002c8f70c84c8c726f166df166c00.
 */
export const phoneNumber = withAccessToken((state, request) => {
  const input = readJsonBody(request, z.object({ code: z.string() }));
  if (!input.ok) return input.answer;
  const redeemed = state.codes.redeem('phone', input.value.code, state.appId);
  if (redeemed.outcome !== 'ok') return refuse(40029);
  return {
    content: {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: redeemed.subject,
        purePhoneNumber: redeemed.subject,
        countryCode: '86',
        watermark: { timestamp: Math.floor(state.now() / 1000), appid: state.appId },
      },
    },
  };
});
