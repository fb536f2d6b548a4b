const PHONE = /(?<!\d)(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)/g;
const LANDLINE = /(?<!\d)(0\d{2,3}-?)(\d{4})(\d{3,4})(?!\d)/g;
const ID_NUMBER = /(?<!\d)(\d{4})\d{2}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}([\dXx])(?!\d)/g;

/** Hides telephone and identity numbers in words that anyone may read; everything else stays as written. */
export function redactPersonalNumbers(text: string): string {
  return text
    .replace(ID_NUMBER, (_all, head: string, tail: string) => `${head}${'*'.repeat(13)}${tail}`)
    .replace(PHONE, (_all, head: string, _middle: string, tail: string) => `${head}****${tail}`)
    .replace(LANDLINE, (_all, area: string, _middle: string, tail: string) => `${area}****${tail}`);
}

/** Whether a text would be changed by redaction: time to warn who writes it. */
export function holdsPersonalNumber(text: string): boolean {
  return redactPersonalNumbers(text) !== text;
}

/** What to tell who writes a text that the public will read; null when nothing in it is a personal number. */
export function numberWarning(text: string): string | null {
  const held = [
    text.search(ID_NUMBER) >= 0 && '身份证号',
    redactPersonalNumbers(text.replace(ID_NUMBER, '')) !== text.replace(ID_NUMBER, '') && '电话号码',
  ].filter((name): name is string => name !== false);
  return held.length > 0 ? `文字里有${held.join('和')}，公开时会自动隐去` : null;
}

/** 张三丰 → 张**, 欧阳修 → 欧**: what of a name the public may read beside a function. */
export function familyNameOnly(name: string): string {
  const [first, ...rest] = Array.from(name.replace(/^演示·/, ''));
  return first ? `${first}${'*'.repeat(Math.max(1, Math.min(2, rest.length)))}` : '';
}
