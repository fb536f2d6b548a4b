import { createConsoleSmsSender, maskPhone, type SmsLogLine } from '.';

const phone = '13812345678';
const text = '验证码 482913，5 分钟内有效';

describe('console sms sender', () => {
  it('logs the masked number and never the code', async () => {
    const lines: SmsLogLine[] = [];
    await createConsoleSmsSender({ log: (line) => lines.push(line) }).send(phone, text);
    expect(lines).toEqual([{ event: 'sms_sent', phoneMasked: '138****5678', characters: text.length }]);
    expect(JSON.stringify(lines)).not.toMatch(/482913|13812345678/);
  });

  it('shows number and text only to the injected reveal', async () => {
    const shown: unknown[] = [];
    const sender = createConsoleSmsSender({ log: () => undefined, reveal: (message) => shown.push(message) });
    await sender.send(phone, text);
    expect(shown).toEqual([{ phone, text }]);
  });

  it.each([
    ['12345678901', text, 'INVALID_PHONE'],
    ['+8613812345678', text, 'INVALID_PHONE'],
    [phone, '  ', 'EMPTY_TEXT'],
  ])('refuses %s / %s', async (to, body, code) => {
    const log = jest.fn();
    const error: unknown = await createConsoleSmsSender({ log })
      .send(to, body)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'SmsError', code, retryable: false });
    expect(String(error)).not.toContain(to);
    expect(log).not.toHaveBeenCalled();
  });

  it('masks anything that is no mobile number completely', () => {
    expect(maskPhone('010-12345678')).toBe('***');
  });
});
