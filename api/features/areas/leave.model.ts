import { type Connection, type Model, Schema } from 'mongoose';
import type { Deps } from '@api/deps';
import { modelOf } from '@api/store/model';

/** Somebody is away from a post from one instant until another. */
export interface LeaveDoc {
  _id: string;
  postId: string;
  userId: string;
  areaCode: string;
  from: Date;
  until: Date;
  deputyPostId: string | null;
  reason: string;
  createdBy: string;
  createdAt: Date;
  cancelledAt: Date | null;
}

const leaveSchema = new Schema<LeaveDoc>(
  {
    _id: { type: String, required: true },
    postId: { type: String, required: true },
    userId: { type: String, required: true },
    areaCode: { type: String, required: true },
    from: { type: Date, required: true },
    until: { type: Date, required: true },
    deputyPostId: { type: String, default: null },
    reason: { type: String, required: true },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    cancelledAt: { type: Date, default: null },
  },
  { collection: 'leaves', versionKey: false, autoIndex: false, autoCreate: false },
);
leaveSchema.index({ areaCode: 1, until: 1 });
leaveSchema.index({ postId: 1, until: 1 });
leaveSchema.index({ postId: 1, _id: -1 });

export function leavesOf(db: Connection): Model<LeaveDoc> {
  return modelOf(db, 'Leave', leaveSchema);
}

type Where = { areaCode: string } | { postId: { $in: string[] } };

/** Leaves that are taken at this moment. */
export async function leavesNow(deps: Pick<Deps, 'db' | 'clock'>, where: Where): Promise<LeaveDoc[]> {
  const now = new Date(deps.clock());
  return leavesOf(deps.db)
    .find({ ...where, until: { $gt: now }, from: { $lte: now }, cancelledAt: null })
    .limit(200)
    .lean<LeaveDoc[]>();
}
