import { type MediaOrder } from './media-desk';
import { type SandboxTemplate, type SentSubscribeMessage } from './types';

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const timeOf = (atMs: number): string =>
  new Date(atMs + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ');

function bubble(message: SentSubscribeMessage, template: SandboxTemplate | null): string {
  const rows = Object.entries(message.data).map(
    ([key, value]) => `<dt>${escape(template?.labels?.[key] ?? key)}</dt><dd>${escape(value)}</dd>`,
  );
  return `<article><h2>${escape(template?.title ?? message.templateId)}</h2><dl>${rows.join('')}</dl>
<p>${message.page === null ? '点开：小程序首页' : `点开：${escape(message.page)}`}</p>
<footer>${timeOf(message.at)} · 收件人 ${escape(message.touser)}${message.state === 'formal' ? '' : ` · ${escape(message.state)}`}</footer></article>`;
}

/** A page for people: the 服务通知 a phone would have shown, newest first, and the photos that wait for a verdict. */
export function drawPhonePage(
  messages: readonly SentSubscribeMessage[],
  templateOf: (id: string) => SandboxTemplate | null,
  orders: readonly MediaOrder[],
): string {
  const bubbles = [...messages].reverse().map((message) => bubble(message, templateOf(message.templateId)));
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<meta name="viewport" content="width=device-width"><title>服务通知（微信沙箱）</title>
<style>body{max-width:420px;margin:0 auto;padding:16px;background:#ededed;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a}
h1{font-size:18px;text-align:center}article{background:#fff;border-radius:8px;padding:16px;margin:0 0 16px}
h2{font-size:17px;margin:0 0 8px}dl{display:grid;grid-template-columns:6em 1fr;gap:4px 8px;margin:0}dt{color:#5c5c5c}dd{margin:0}
p{border-top:1px solid #e5e5e5;margin:12px 0 0;padding:8px 0 0;overflow-wrap:anywhere}footer,.note{color:#5c5c5c;font-size:13px;overflow-wrap:anywhere}</style>
<main><h1>服务通知</h1><p class="note">这里是微信沙箱：手机本来会收到的订阅消息。送去审核的图片 ${orders.length} 张。</p>
${bubbles.join('\n') || '<article>还没有消息。在小程序里提交一件事，同意接收通知，再让网格员受理，就会出现在这里。</article>'}</main></html>`;
}
