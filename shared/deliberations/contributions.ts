import * as z from 'zod';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';
import { itemCareSchema } from './schemas';

export const STATEMENT_LONGEST = 140;
/** Statements of one topic: more than anybody reads, and what the opinion map is made for. */
export const STATEMENTS_AT_MOST = 300;
/** Of one person in one topic. */
export const STATEMENTS_OF_ONE = 10;
export const COMMENTS_OF_ONE = 50;

/** agree 1 · pass 0 · disagree -1, as votes are stored. */
export const OPINIONS = ['agree', 'disagree', 'pass'] as const;
export const OPINION_NAMES: Record<Opinion, string> = { agree: '同意', disagree: '不同意', pass: '跳过' };
export const opinionSchema = z.enum(OPINIONS, '请选择同意、不同意或跳过');
export type Opinion = z.infer<typeof opinionSchema>;
export type OpinionVote = -1 | 0 | 1;
export const VOTE_OF: Record<Opinion, OpinionVote> = { agree: 1, disagree: -1, pass: 0 };
export const opinionOf = (vote: OpinionVote): Opinion =>
  vote === 1 ? 'agree' : vote === -1 ? 'disagree' : 'pass';

export const statementTextSchema = wordsSchema(4, STATEMENT_LONGEST, '看法').refine(
  (text) => !text.includes('\n'),
  '看法只能写一段',
);

export const statementSchema = z
  .strictObject({
    id: idSchema,
    text: z.string(),
    official: z.boolean().describe('主持人写的'),
    mine: z.boolean(),
    opinion: opinionSchema.nullable().describe('我的表态'),
    tally: z
      .strictObject({ agree: z.int(), disagree: z.int(), pass: z.int() })
      .nullable()
      .describe('自己表态之前、议事没有结束时看不到，免得跟着别人走'),
    care: itemCareSchema,
    at: timeSchema,
  })
  .meta({ id: 'Statement' });
export type StatementView = z.infer<typeof statementSchema>;

export const commentTextSchema = wordsSchema(2, 500, '留言');

const commentShape = {
  id: idSchema,
  who: z.string().describe('居民李**；工作人员有职务'),
  official: z.boolean().describe('当地工作人员的答复'),
  mine: z.boolean(),
  text: z.string(),
  care: itemCareSchema,
  at: timeSchema,
};
export const replySchema = z.strictObject(commentShape).meta({ id: 'TopicReply' });
export const commentSchema = z
  .strictObject({ ...commentShape, replies: z.array(replySchema).describe('先说的在前') })
  .meta({ id: 'TopicComment' });
export type ReplyView = z.infer<typeof replySchema>;
export type CommentView = z.infer<typeof commentSchema>;

/** Everything somebody has said in a topic, for himself. */
export const ownContributionsSchema = z
  .strictObject({
    statements: z.array(statementSchema),
    opinions: z.array(statementSchema).describe('我表过态的看法，最近的在前'),
    comments: z.array(replySchema),
  })
  .meta({ id: 'OwnContributions' });
export type OwnContributions = z.infer<typeof ownContributionsSchema>;

export const CARED_KINDS = ['topic', 'statement', 'comment'] as const;
export const caredItemSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(CARED_KINDS),
    text: z.string(),
    care: itemCareSchema.unwrap(),
    at: timeSchema,
  })
  .meta({ id: 'CaredItem' });
export type CaredItem = z.infer<typeof caredItemSchema>;

const reason = wordsSchema(4, 200, '理由');
export const removalSchema = z.strictObject({ reason });
export const appealSchema = z.strictObject({ text: reason });
export const careDecisionSchema = z.strictObject({
  show: z.boolean('请选择公开还是不公开'),
  text: reason.describe('告诉作者的话'),
});
