import { AppError } from '@shared/core/errors';
import * as contracts from '@shared/deliberations/contract';
import * as said from '@shared/deliberations/contribution-contract';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { type RequestContext, route, type RouteDefinition } from '@api/http/route';
import { addTask } from './add-task';
import type { BallotPort } from './ballot-port';
import { appealItem, decideItem, listCared, removeItem } from './care-items';
import { addComment, deleteComment, listComments } from './comments';
import { createTopic } from './create-topic';
import { evaluateTopic } from './evaluate-topic';
import { findOrganised, findTopic } from './find-topic';
import { listStatements, ownContributions } from './list-contributions';
import { listMine, listSimilar, listTopics } from './list-topics';
import { moveTopic, replanTopic } from './move-topic';
import { presentTopic } from './present-topic';
import { secondTopic } from './second-topic';
import { addStatement, changeStatement, giveOpinion, withdrawStatement } from './statements';

const keyOf = ({ idempotency }: RequestContext) => {
  if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
  return idempotency;
};

/** @param ballots how deciding begins and ends; see ballot-port.ts */
export function topicRoutes(deps: Deps, ballots: BallotPort): RouteDefinition[] {
  const find = (actor: Actor | null, id: string) => findTopic(deps, actor, id);
  return [
    route(contracts.listTopics, ({ query }, { actor }) => listTopics(deps, actor, query)),
    route(contracts.listSimilarTopics, ({ query }) => listSimilar(deps, query)),
    route(contracts.listMyTopics, ({ query }, { actor }) => listMine(deps, actor, query)),
    route(contracts.createTopic, async ({ body }, context) => {
      const topic = await createTopic(deps, context.actor, keyOf(context).resourceId, body);
      return presentTopic(deps, ballots, context.actor, topic);
    }),
    route(contracts.getTopic, async ({ params }, { actor }) =>
      presentTopic(deps, ballots, actor, await find(actor, params.id)),
    ),
    route(contracts.secondTopic, async ({ params }, { actor }) =>
      presentTopic(deps, ballots, actor, await secondTopic(deps, ballots, actor, params.id)),
    ),
    route(contracts.moveTopic, async ({ params, body }, { actor }) =>
      presentTopic(deps, ballots, actor, await moveTopic(deps, ballots, actor, params.id, body)),
    ),
    route(contracts.replanTopic, async ({ params, body }, { actor }) =>
      presentTopic(deps, ballots, actor, await replanTopic(deps, actor, params.id, body)),
    ),
    route(contracts.addTopicTask, async ({ params, body }, context) => {
      const topic = await addTask(deps, context.actor, params.id, body, keyOf(context));
      return presentTopic(deps, ballots, context.actor, topic);
    }),
    route(contracts.evaluateTopic, async ({ params, body }, { actor }) => {
      const topic = await find(actor, params.id);
      await evaluateTopic(deps, actor, topic, body);
      return presentTopic(deps, ballots, actor, topic);
    }),
    ...contributionRoutes(deps, find),
  ];
}

function contributionRoutes(
  deps: Deps,
  find: (actor: Actor | null, id: string) => ReturnType<typeof findTopic>,
): RouteDefinition[] {
  return [
    route(said.listStatements, async ({ params, query }, { actor }) =>
      listStatements(deps, actor, await find(actor, params.id), query),
    ),
    route(said.addStatement, async ({ params, body }, context) => {
      const topic = await find(context.actor, params.id);
      return addStatement(deps, context.actor, topic, keyOf(context).resourceId, body.text);
    }),
    route(said.changeStatement, async ({ params, body }, { actor }) =>
      changeStatement(deps, actor, await find(actor, params.id), params.sid, body.text),
    ),
    route(said.withdrawStatement, async ({ params }, { actor }) =>
      withdrawStatement(deps, actor, await find(actor, params.id), params.sid),
    ),
    route(said.giveOpinion, async ({ params, body }, { actor }) =>
      giveOpinion(deps, actor, await find(actor, params.id), params.sid, body.opinion),
    ),
    route(said.listComments, async ({ params, query }, { actor }) =>
      listComments(deps, actor, await find(actor, params.id), query),
    ),
    route(said.addComment, async ({ params, body }, context) => {
      const topic = await find(context.actor, params.id);
      return addComment(deps, context.actor, topic, keyOf(context).resourceId, body);
    }),
    route(said.deleteComment, async ({ params }, { actor }) =>
      deleteComment(deps, actor, await find(actor, params.id), params.item),
    ),
    route(said.getOwnContributions, async ({ params }, { actor }) =>
      ownContributions(deps, actor, await find(actor, params.id)),
    ),
    route(said.listCaredItems, async ({ params }, { actor }) =>
      listCared(deps, actor, await findOrganised(deps, actor, params.id)),
    ),
    route(said.removeItem, async ({ params, body }, { actor }) =>
      removeItem(deps, actor, await findOrganised(deps, actor, params.id), params.item, body.reason),
    ),
    route(said.decideItem, async ({ params, body }, { actor }) =>
      decideItem(deps, actor, await findOrganised(deps, actor, params.id), params.item, body),
    ),
    route(said.appealItem, async ({ params, body }, { actor }) =>
      appealItem(deps, actor, await find(actor, params.id), params.item, body.text),
    ),
  ];
}
