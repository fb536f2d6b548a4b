import type { Connection, Model, Schema } from 'mongoose';

/** The model of a collection on this connection, compiled once. Mongoose types `db.models` loosely; this is the one cast. */
export function modelOf<T>(db: Connection, name: string, schema: Schema<T>): Model<T> {
  return (db.models[name] ?? db.model(name, schema)) as unknown as Model<T>;
}
