import { readFileSync } from 'node:fs';
import { type Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  impact: string | null;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/**
 * What axe-core finds serious or critical in the page in front (Taro keeps the pages below it in the document,
 * hidden). WCAG 2.1 A and AA and best practices. One line per finding, empty when all is well.
 */
export async function seriousFindings(page: Page): Promise<string[]> {
  // evaluate, not a script tag: the portal's own content security policy stays in force.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: engine } = window as unknown as {
      axe: { run: (context: object) => Promise<{ violations: Finding[] }> };
    };
    return (await engine.run(document)).violations;
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary ?? ''})`,
      ),
    );
}
