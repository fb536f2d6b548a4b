import { type Connection, type Model, Schema } from 'mongoose';
import type { AreaLevel, PostFunction } from '@shared/areas/levels';
import type { Shift } from '@shared/duty/roster';
import { isInTerm } from '@shared/posts/terms';
import type { AreaGeometry, LngLat } from '@shared/geo';
import { modelOf } from '@api/store/model';

/** Dispatch desk of a community, street, district or city (网格化服务管理中心). */
export interface CenterDoc {
  name: string;
  phone: string | null;
  address: string | null;
  hours: string;
}

export interface AreaDoc {
  /** The area's code. */
  _id: string;
  level: AreaLevel;
  name: string;
  parentCode: string | null;
  kind: 'basic' | 'dedicated' | null;
  settlement: 'urban' | 'rural' | null;
  households: number | null;
  childCount: number;
  /** WGS-84. */
  centre: LngLat;
  geometry: AreaGeometry;
  center: CenterDoc | null;
  version: number;
}

const areaSchema = new Schema<AreaDoc>(
  {
    _id: { type: String, required: true },
    level: { type: String, required: true },
    name: { type: String, required: true },
    parentCode: { type: String, default: null },
    kind: { type: String, default: null },
    settlement: { type: String, default: null },
    households: { type: Number, default: null },
    childCount: { type: Number, required: true },
    centre: { type: Schema.Types.Mixed, required: true },
    geometry: { type: Schema.Types.Mixed, required: true },
    center: { type: Schema.Types.Mixed, default: null },
    version: { type: Number, required: true },
  },
  { collection: 'areas', versionKey: false, autoIndex: false, autoCreate: false },
);
areaSchema.index({ parentCode: 1, _id: 1 });

export function areasOf(db: Connection): Model<AreaDoc> {
  return modelOf(db, 'Area', areaSchema);
}

/** A post (岗位): a person serving an area in a function. */
export interface PostDoc {
  _id: string;
  areaCode: string;
  function: PostFunction;
  userId: string | null;
  name: string;
  avatarUrl: string | null;
  duties: string;
  officeHours: string;
  languages: string[];
  phoneMasked: string | null;
  phoneSealed: string | null;
  active: boolean;
  /** Of a party member: he chose to be seen with it. */
  shown?: boolean;
  /** Days of the term in Shanghai, both included; absent or null is open. */
  from?: string | null;
  until?: string | null;
  /** The weekly roster; absent until somebody sets one. */
  duty?: { shifts: Shift[]; version: number };
}

/** Whether somebody serves there at this moment: the post is kept and its term runs. */
export const isHeld = (post: Pick<PostDoc, 'active' | 'from' | 'until'>, nowMs: number): boolean =>
  post.active && isInTerm(post, nowMs);

const postSchema = new Schema<PostDoc>(
  {
    _id: { type: String, required: true },
    areaCode: { type: String, required: true },
    function: { type: String, required: true },
    userId: { type: String, default: null },
    name: { type: String, required: true },
    avatarUrl: { type: String, default: null },
    duties: { type: String, required: true },
    officeHours: { type: String, required: true },
    languages: { type: [String], default: [] },
    phoneMasked: { type: String, default: null },
    phoneSealed: { type: String, default: null },
    active: { type: Boolean, required: true },
    shown: { type: Boolean },
    from: { type: String },
    until: { type: String },
    duty: { type: Schema.Types.Mixed },
  },
  { collection: 'posts', versionKey: false, autoIndex: false, autoCreate: false },
);
postSchema.index({ areaCode: 1, active: 1 });
postSchema.index({ userId: 1, active: 1 });

export function postsOf(db: Connection): Model<PostDoc> {
  return modelOf(db, 'Post', postSchema);
}
