import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { runCommand } from './commands';
import type { Command, Server } from './context';
import { Cursors } from './cursors';
import { toStoreError } from './errors';
import type { Storage } from './storage';
import { toNumber, type Doc } from './values';
import { Framer, parseRequest, replyMessage, type Reply, type Request } from './wire';

export type Log = (level: 'info' | 'warn' | 'error', message: string) => void;
const SLOW_MS = 200;

/** Speaks OP_MSG on sockets and runs the commands on a storage. */
export class WireServer {
  private readonly sockets = new Set<Socket>();
  private readonly servers: NetServer[] = [];
  private readonly server: Server;
  private replyId = 1;
  private running = 0;

  constructor(
    storage: Storage,
    private readonly log: Log,
  ) {
    this.server = {
      storage,
      cursors: new Cursors(),
      log,
      startedAt: new Date(),
      host: hostname(),
      connections: () => this.sockets.size,
    };
  }

  /** Listens on a socket path or a loopback port (0: any); gives the port. */
  listen(where: { path: string } | { port: number }): Promise<number> {
    const net = createServer({ noDelay: true }, (socket) => this.accept(socket));
    this.servers.push(net);
    return new Promise((resolve, reject) => {
      net.once('error', reject);
      net.listen('path' in where ? { path: where.path } : { host: '127.0.0.1', port: where.port }, () => {
        const address = net.address();
        resolve(address && typeof address === 'object' ? address.port : 0);
      });
    });
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    const framer = new Framer();
    let queue: Promise<void> = Promise.resolve();
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of framer.push(chunk)) queue = queue.then(() => this.answer(socket, message));
      } catch (error) {
        this.log('warn', `connection closed: ${(error as Error).message}`);
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }

  private async answer(socket: Socket, message: Buffer): Promise<void> {
    let request: Request;
    try {
      request = parseRequest(message);
    } catch (error) {
      this.log('warn', `connection closed: ${(error as Error).message}`);
      socket.destroy();
      return;
    }
    this.running++;
    const reply = await this.run(request);
    this.running--;
    if (!request.moreToCome && socket.writable) socket.write(replyMessage(request, reply, this.replyId++));
  }

  private async run(request: Request): Promise<Reply> {
    const { body, sequences } = request;
    const [name = ''] = Object.keys(body);
    const maxTimeMS = toNumber(body.maxTimeMS);
    const started = Date.now();
    const command: Command = {
      server: this.server,
      name,
      db: typeof body.$db === 'string' ? body.$db : 'admin',
      body,
      sequences,
      pace: { deadline: maxTimeMS > 0 ? started + maxTimeMS : 0 },
    };
    try {
      const reply = await runCommand(command);
      const took = Date.now() - started;
      if (took >= SLOW_MS)
        this.log('warn', `slow ${name} ${command.db}.${String(body[name])} ${took} ms ${command.plan ?? ''}`);
      return reply;
    } catch (error) {
      const known = toStoreError(error);
      if (known.codeName === 'InternalError')
        this.log(
          'error',
          `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
      const reply: Doc = {
        ok: 0,
        errmsg: known.message,
        code: known.code,
        codeName: known.codeName,
        ...known.extra,
      };
      return { reply };
    }
  }

  /** Stops listening, lets running commands finish, closes the connections. */
  async close(): Promise<void> {
    for (const net of this.servers) net.close();
    for (let i = 0; i < 200 && this.running > 0; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    for (const socket of this.sockets) socket.end();
    await new Promise((resolve) => setImmediate(resolve));
    for (const socket of this.sockets) socket.destroy();
    this.server.cursors.closeAll();
  }
}
