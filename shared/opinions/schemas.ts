import * as z from 'zod';
import { idSchema, timeSchema } from '../core/primitives';

const shareSchema = z.number().min(0).max(1);
const placeSchema = { x: z.number(), y: z.number() };
const groupIndexSchema = z.int().min(0).describe('第几组，从 0 起');
const sideSchema = z.enum(['agree', 'disagree']);
const statementRef = { statementId: idSchema, text: z.string() };
const wordsLine = z.string().describe('一句话说明');

const tallySchema = z.strictObject({ agree: z.int(), disagree: z.int(), pass: z.int() });

const typicalSchema = z.strictObject({
  ...statementRef,
  side: sideSchema,
  inside: shareSchema.describe('这组里的比例'),
  outside: shareSchema.describe('其他人里的比例'),
  confidence: shareSchema,
  words: wordsLine,
});

export const opinionGroupSchema = z.strictObject({
  name: z.string().describe('甲组、乙组……人多的在前'),
  people: z.int(),
  ...placeSchema,
  hull: z.array(z.tuple([z.number(), z.number()])).describe('这组在图上的外框'),
  typical: z.array(typicalSchema).describe('这组和别人不同的看法'),
  words: wordsLine,
});
export type OpinionGroup = z.infer<typeof opinionGroupSchema>;

export const opinionDotSchema = z.strictObject({ ...placeSchema, people: z.int(), group: groupIndexSchema });

export const opinionMapSchema = z
  .strictObject({
    computedAt: timeSchema,
    people: z.int().describe('至少回答一条的人'),
    placed: z.int().describe('回答得够多、排上图的人'),
    answers: z.int(),
    explained: z.array(shareSchema).describe('横、纵两个方向各说明多少差别'),
    apart: z.number().describe('轮廓系数：各组分得有多开，低于 0.25 说明差别不大'),
    words: wordsLine,
    groups: z.array(opinionGroupSchema),
    dots: z.array(opinionDotSchema),
    shared: z
      .array(
        z.strictObject({
          ...statementRef,
          side: sideSchema,
          least: shareSchema.describe('比例最低的一组'),
          leastGroup: groupIndexSchema,
          confidence: shareSchema,
          words: wordsLine,
        }),
      )
      .describe('各组多数都这样看'),
    dividing: z
      .array(
        z.strictObject({
          ...statementRef,
          most: shareSchema,
          mostGroup: groupIndexSchema,
          least: shareSchema,
          leastGroup: groupIndexSchema,
          confidence: shareSchema,
          words: wordsLine,
        }),
      )
      .describe('各组分歧最大'),
    statements: z
      .array(z.strictObject({ ...statementRef, all: tallySchema, groups: z.array(tallySchema) }))
      .describe('每条看法各组的人数，图的表格版'),
  })
  .meta({ id: 'OpinionMap' });
export type OpinionMapView = z.infer<typeof opinionMapSchema>;

export const opinionMapAnswerSchema = z
  .strictObject({
    voters: z.int().describe('已经表态的人数；数到 votersNeeded 为止'),
    votersNeeded: z.int(),
    pending: z.boolean().describe('有新的表态还没算进来，过几秒再看'),
    map: opinionMapSchema.nullable().describe('人数不够或还没算出来时为空'),
    mine: z
      .strictObject({ ...placeSchema, group: groupIndexSchema, answers: z.int() })
      .nullable()
      .describe('本人在图上的位置，只给本人'),
  })
  .meta({ id: 'OpinionMapAnswer' });
export type OpinionMapAnswer = z.infer<typeof opinionMapAnswerSchema>;
