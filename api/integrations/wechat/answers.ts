import { z } from 'zod';

/** Fields that any JSON answer of WeChat may carry; success often omits both. */
export const envelopeSchema = z.looseObject({ errcode: z.int().optional(), errmsg: z.string().optional() });

/** GET /sns/jscode2session. `unionid` comes only when the app is bound to an open-platform account. */
export const sessionSchema = z.object({
  openid: z.string().min(1).max(128),
  session_key: z.string().min(1).max(256),
  unionid: z.string().min(1).max(128).optional(),
});

/** POST /cgi-bin/stable_token. The documentation asks to keep room for 512 characters; `expires_in` is in seconds. */
export const tokenSchema = z.object({
  access_token: z.string().min(1).max(2048),
  expires_in: z.int().min(1).max(86_400),
});

/** POST /wxa/business/getuserphonenumber. The documented type of countryCode is string, its example a number. */
export const phoneSchema = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().regex(/^\d{5,20}$/),
    countryCode: z.union([z.string().regex(/^\d{1,5}$/), z.int().positive().transform(String)]),
  }),
});

/** POST /wxa/msg_sec_check, version 2: errcode 0 says only that the text was checked; the verdict is in `result`. */
export const textCheckSchema = z.object({
  trace_id: z.string().optional(),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.int() }),
});

/** POST /wxa/media_check_async: the order is taken; the verdict is pushed under this id. */
export const mediaCheckSchema = z.object({ trace_id: z.string().min(1).max(128) });

/** POST /cgi-bin/message/subscribe/send. Its msgid exceeds JavaScript's safe integers and is not read. */
export const sentSchema = z.object({ errcode: z.literal(0) });
