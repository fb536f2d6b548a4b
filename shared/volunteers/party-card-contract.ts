import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { contract } from '../core/contract';
import { partyCardChoiceSchema, partyCardSchema, partyMemberSchema } from './schemas';

const tag = '志愿者';

export const setPartyCard = contract({
  id: 'setPartyCard',
  method: 'PUT',
  path: '/me/party/card',
  tag,
  summary: '亮身份：要不要在网格页上显示自己、显示什么；随时可改，核实过的党员才会显示',
  access: 'user',
  body: partyCardChoiceSchema,
  status: 200,
  response: partyMemberSchema,
  errors: ['WRONG_STATE'],
});

export const listPartyCards = contract({
  id: 'listPartyCards',
  method: 'GET',
  path: '/areas/:code/party',
  tag,
  summary: '一个网格里亮身份的党员，只有本人愿意显示的；联户总数',
  access: 'public',
  params: z.strictObject({ code: areaCodeSchema }),
  status: 200,
  response: z.strictObject({
    members: z.array(partyCardSchema),
    linkedHouseholds: z.int().describe('这个网格的党员一共联系了几户'),
  }),
  errors: ['NOT_FOUND'],
});
