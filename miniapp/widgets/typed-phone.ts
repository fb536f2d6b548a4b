/** A mobile number as people type or paste it (+86 138 0013-8000, full-width digits) → 11 digits, or what is there. */
export function phoneFrom(typed: string): string {
  const digits = halfWidth(typed).replace(/\D/g, '');
  return /^86\d{11}$/.test(digits) ? digits.slice(2) : digits;
}

/** The code in what was typed or pasted, e.g. a whole text message: its one run of six digits, or all digits. */
export function codeFrom(typed: string): string {
  const text = halfWidth(typed);
  const runs = (text.match(/\d+/g) ?? []).filter((run) => run.length === 6);
  return runs.length === 1 ? (runs[0] as string) : text.replace(/\D/g, '');
}

function halfWidth(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
