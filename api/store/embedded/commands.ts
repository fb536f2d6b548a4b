import * as admin from './commands-admin';
import { aggregate } from './commands-aggregate';
import { bulkWrite } from './commands-bulk';
import * as ddl from './commands-ddl';
import * as indexes from './commands-indexes';
import * as read from './commands-read';
import * as write from './commands-write';
import type { Answer, Command, Handler } from './context';
import { StoreError } from './errors';
import { isDoc } from './values';

const COMMANDS: Record<string, Handler> = {
  hello: admin.hello, isMaster: admin.hello, ismaster: admin.hello, ping: admin.plain, buildInfo: admin.buildInfo, buildinfo: admin.buildInfo,
  endSessions: admin.plain, killSessions: admin.plain, refreshSessions: admin.plain, killAllSessions: admin.plain, logout: admin.plain,
  connectionStatus: admin.connectionStatus, hostInfo: admin.hostInfo, whatsmyuri: admin.whatsmyuri, getParameter: admin.getParameter,
  getLog: admin.getLog, getCmdLineOpts: admin.getCmdLineOpts, serverStatus: admin.serverStatus,
  dbStats: admin.dbStats, dbstats: admin.dbStats, collStats: admin.collStats, collstats: admin.collStats, validate: admin.validateCommand, backupTo: admin.backupTo,
  find: read.find, getMore: read.getMore, killCursors: read.killCursors, count: read.count, distinct: read.distinct, explain: read.explainCommand, aggregate,
  insert: write.insert, update: write.update, delete: write.deleteCommand, findAndModify: write.findAndModify, findandmodify: write.findAndModify, bulkWrite,
  createIndexes: indexes.createIndexes, listIndexes: indexes.listIndexes, dropIndexes: indexes.dropIndexes, deleteIndexes: indexes.dropIndexes, create: ddl.create, drop: ddl.drop,
  dropDatabase: ddl.dropDatabase, renameCollection: ddl.renameCollection, collMod: ddl.collMod, listCollections: ddl.listCollections, listDatabases: ddl.listDatabases,
}; // prettier-ignore

/** Runs a command. @throws StoreError as the server would answer it. */
export async function runCommand(command: Command): Promise<Answer> {
  if (!Object.hasOwn(COMMANDS, command.name))
    throw new StoreError('CommandNotFound', `no such command: '${command.name}'`);
  const { body } = command;
  if (body.startTransaction === true || body.autocommit === false)
    throw new StoreError(
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  const concern = isDoc(body.readConcern) ? body.readConcern.level : undefined;
  if (concern === 'snapshot')
    throw new StoreError('InvalidOptions', 'readConcern level snapshot is only valid for replica sets');
  return COMMANDS[command.name]!(command);
}
