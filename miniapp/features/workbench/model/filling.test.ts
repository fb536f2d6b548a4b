import { fillTemplate, hasBlank } from '@shared/templates/fill';
import { buildView } from '../test/build-case';
import { fillingOf } from './filling';

const now = Date.parse('2026-11-22T04:00:00Z');
const words = '{编号} {地点} {类别} {承诺时间} {我的姓名}';

it('fills every gap of a template from the case', () => {
  const view = buildView({ addressText: '幸福里三号楼' });
  const filled = fillTemplate(words, fillingOf(view, '陈晓梅', now));
  expect(filled).toContain(`${view.number} 幸福里三号楼 ${view.category.name} `);
  expect(filled).toMatch(/陈晓梅$/);
  expect(hasBlank(filled)).toBe(false);
});

it('leaves a gap where the case has nothing to say', () => {
  const view = buildView({ addressText: null, area: { gridCode: null, path: [] } });
  expect(hasBlank(fillTemplate('在{地点}', fillingOf(view, undefined, now)))).toBe(true);
});
