import * as z from 'zod';
import { idSchema, wordsSchema } from '../core/primitives';
import { roleGrantSchema, roleSchema } from './roles';

export const preferencesSchema = z.strictObject({
  elder: z.boolean().describe('长辈版'),
  language: wordsSchema(1, 20, '语言').describe('说话用的语言，如 普通话、维吾尔语'),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const areaRefSchema = z.strictObject({ code: z.string(), level: z.string(), name: z.string() });

export const userViewSchema = z
  .strictObject({
    id: idSchema,
    nickname: z.string(),
    avatarUrl: z.string().nullable(),
    phoneMasked: z.string().nullable(),
    roles: z.array(roleGrantSchema),
    homeArea: z.strictObject({ code: z.string(), name: z.string(), path: z.array(areaRefSchema) }).nullable(),
    preferences: preferencesSchema,
    version: z.int(),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof userViewSchema>;

export const sessionSchema = z
  .strictObject({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.int().describe('访问令牌有效秒数'),
    user: userViewSchema,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

/** The people of the demo city one can sign in as, as API.md fixes them. */
export const PERSONAS = [
  'resident',
  'resident2',
  'volunteer',
  'party-member',
  'grid-worker',
  'grid-leader',
  'community-dispatcher',
  'street-dispatcher',
  'department-handler',
  'supervisor',
  'admin',
] as const;

export const personaSchema = z
  .strictObject({
    persona: z.string(),
    name: z.string(),
    description: z.string(),
    roles: z.array(roleSchema),
    areaName: z.string().nullable(),
  })
  .meta({ id: 'Persona' });
export type Persona = z.infer<typeof personaSchema>;
