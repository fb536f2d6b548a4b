import { type Page } from 'playwright-core';
import { drawPhoto } from '../support/photo';

/** Steps of the story as the people in it do them: everything goes through the screens. */

/** Signs in on the sign-in page as a person of the demo city, by the name on the list. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/features/auth/pages/sign-in/index');
  await page.getByRole('list', { name: '演示人物' }).getByRole('button', { name }).click();
  await page.waitForURL((url) => !url.pathname.includes('/features/auth/'));
}

/** Chooses a photo drawn now through the file dialog and waits until the server has it. */
export async function addPhoto(page: Page, kind: 'before' | 'after'): Promise<void> {
  const buffer = await drawPhoto(kind);
  const uploaded = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/v1/uploads') && answer.status() === 201,
  );
  const chooser = page.waitForEvent('filechooser');
  await shown(page).getByRole('button', { name: '拍照或选图' }).locator('visible=true').click();
  await (await chooser).setFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
  await uploaded;
}

/** The page in front: Taro keeps the pages below it in the document. */
export function shown(page: Page) {
  return page
    .locator('.taro_page')
    .filter({ has: page.locator('main') })
    .locator('visible=true')
    .last();
}

/** Fills the report form and sends it; resolves with the number on the receipt. */
export async function report(page: Page, words: string, address: string, suggested: RegExp): Promise<string> {
  await page.goto('/features/cases/pages/report/index');
  await addPhoto(page, 'before');
  const form = shown(page);
  await form.getByLabel('门牌或附近标志').fill(address);
  await form.getByLabel('说说情况').fill(words);
  await form.getByRole('radio', { name: suggested }).first().waitFor();
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await page.waitForURL('**/receipt/**');
  const number = await shown(page)
    .getByText(/^LX\d{8}-\d{6}$/)
    .first()
    .textContent();
  return number ?? '';
}

/** Opens a case in the workbench from the queue with this name, by the words on its card. */
export async function openInQueue(page: Page, queue: string, words: string): Promise<void> {
  await page.goto('/features/workbench/pages/queue/index');
  await shown(page)
    .getByRole('button', { name: new RegExp(`^${queue}`) })
    .click();
  await shown(page).locator('.work-card__open').filter({ hasText: words }).first().click();
  await shown(page).getByText('办理过程').waitFor();
}

/** The assignee answers: solved, in own words, with a photo of how it looks now. */
export async function reply(page: Page, words: string): Promise<void> {
  const form = shown(page);
  await form.getByRole('radio', { name: '已解决', exact: true }).click();
  await form.getByLabel('答复居民').fill(words);
  await addPhoto(page, 'after');
  await form.getByRole('button', { name: '提交答复' }).click();
  await form.getByText('等另一位同事核实').waitFor();
}

/** Somebody else confirms that it was done. */
export async function verify(page: Page): Promise<void> {
  const form = shown(page);
  await form.getByRole('radio', { name: '办好了，通过' }).click();
  await form.getByRole('button', { name: '我到现场看过，问题确实解决了。' }).click();
  await form.getByRole('button', { name: '提交核实' }).click();
  await form.getByText('已核实，等居民评价').waitFor();
}

/** Gives the three marks. */
export async function stars(page: Page, score: number): Promise<void> {
  for (const what of ['响应速度', '服务态度', '处理结果']) {
    await shown(page)
      .getByRole('radiogroup', { name: what })
      .getByRole('radio', { name: new RegExp(`^${score} 星`) })
      .click();
  }
}
