// "订阅消息参数值内容限制说明" of
// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
// Where the page leaves room (what counts as a character), the stricter reading is taken: UTF-16 units.
const clock = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?`;
const day = String.raw`\d{4}年(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12]\d|3[01])日`;
const span = (point: string): RegExp => new RegExp(`^${point}(?:~${point})?$`);

const rules: Record<string, (value: string) => boolean> = {
  thing: (value) => value.length <= 20 && !/\p{Cc}/u.test(value),
  number: (value) => value.length <= 32 && /^-?\d+(\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => /^[^\p{L}\p{N}\p{Cc}]{1,5}$/u.test(value),
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => span(`(?:${day} )?${clock}`).test(value),
  date: (value) => span(`${day}(?: ${clock})?`).test(value),
  amount: (value) => /^[^\p{L}\p{N}\s]?\d{1,10}(\.\d+)?元?$/u.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => /^[\p{Script=Han}A-Z0-9][A-Z0-9]{0,6}[\p{Script=Han}A-Z0-9]$/u.test(value),
  name: (value) =>
    /\p{Script=Han}/u.test(value)
      ? value.length <= 10 && !/[\p{N}\p{Cc}]/u.test(value)
      : /^[^\p{N}\p{Cc}]{1,20}$/u.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  enum: () => true,
};

/**
 * Whether WeChat would take this value for this template key.
 * @param key kind and number, e.g. `thing1`; an unknown kind takes nothing
 */
export function acceptsField(key: string, value: string): boolean {
  const kind = /^([a-z_]+?)\d+$/.exec(key)?.[1] ?? '';
  return value !== '' && (rules[kind]?.(value) ?? false);
}
