import { matchesOf } from '../text/matches-of';

/** What a template may leave open for the case to fill in, as it is written in braces. */
export const PLACEHOLDERS = ['编号', '地点', '类别', '承诺时间', '我的姓名'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type Filling = Partial<Record<Placeholder, string | null>>;

/** A gap that only the one who writes can fill; nobody sends it unasked. */
export const BLANK = '……';

const PLACEHOLDER = /\{([^{}\n]{1,12})\}/g;
const isKnown = (name: string): name is Placeholder => (PLACEHOLDERS as readonly string[]).includes(name);

/** The template's words for one case: what is not known of it becomes a gap, other braces stay as they are. */
export function fillTemplate(text: string, filling: Filling): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    if (!isKnown(name)) return whole;
    const value = filling[name]?.trim();
    return value ? value : BLANK;
  });
}

/** Names in braces that nothing would ever fill, in order, each once. */
export function unknownPlaceholders(text: string): string[] {
  const names = matchesOf(text, PLACEHOLDER).map((match) => match[1] ?? '');
  return [...new Set(names)].filter((name) => !isKnown(name));
}

export function hasBlank(text: string): boolean {
  return text.includes(BLANK);
}
