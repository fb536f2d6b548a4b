/** Each would set window.hacked if any part of it were taken for markup or script. */
export const HOSTILE = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=1">',
  '<svg/onload=window.hacked=1>',
  '"><svg onload=window.hacked=1>',
  "'-(window.hacked=1)-'",
  'javascript:window.hacked=1',
  '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
  '<a href="javascript:window.hacked=1">点我</a>',
  '{{constructor.constructor("window.hacked=1")()}}',
  '${window.hacked=1}',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=window.hacked=1>',
  '<input autofocus onfocus=window.hacked=1>',
  '<body onpageshow=window.hacked=1>',
  '<video><source onerror="window.hacked=1">',
  '&lt;script&gt;window.hacked=1&lt;/script&gt;',
  '\u202E<style>@import"javascript:window.hacked=1"</style>',
];
