import * as z from 'zod';
import { caseRefSchema } from '../cases/action-bodies';
import { contract } from '../core/contract';
import { idSchema } from '../core/primitives';

export const printCase = contract({
  id: 'printCase',
  method: 'GET',
  path: '/cases/:id/print.pdf',
  tag: '事项',
  summary: '一件事的工单（A4 PDF）：经办的工作人员看全部，反映人看自己那件的公开内容',
  access: 'user',
  params: z.strictObject({ id: caseRefSchema }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND', 'TOO_MANY_REQUESTS', 'UNAVAILABLE'],
});

export const cardOfCase = contract({
  id: 'cardOfCase',
  method: 'GET',
  path: '/cases/:id/card.jpg',
  tag: '事项',
  summary: '转给别人看的卡片图（5:4）：只有公开的事才有，只画公众看得到的内容',
  access: 'public',
  params: z.strictObject({ id: caseRefSchema }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND', 'TOO_MANY_REQUESTS'],
});

export const printResult = contract({
  id: 'printResult',
  method: 'GET',
  path: '/topics/:id/result.pdf',
  tag: '议事',
  summary: '表决结果公示（A4 PDF）：每个数字、规则、日期和复核码；计票前是 409',
  access: 'public',
  params: z.strictObject({ id: idSchema }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'TOO_MANY_REQUESTS', 'UNAVAILABLE'],
});

export const printContracts = [printCase, cardOfCase, printResult] as const;
