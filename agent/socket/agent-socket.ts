import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { dirname } from 'node:path'
import {
  maxFrameBytes,
  protocolVersion,
  type AgentFrame,
  type PlanRequest,
  type Report,
} from '../../domain/plan-protocol.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { FrameReader } from './frame-reader.ts'
import { parseFrame } from './parse-frame.ts'
import { messageOf } from '../../service-kit/message-of.ts'

/** What the agent does for the plugin. Neither may throw. */
export interface PluginService {
  plan(request: PlanRequest): Promise<AgentFrame>
  report(report: Report): Promise<void>
}

/** A connection that says nothing for this long is closed; a delegate may well run for minutes. */
const idleLimitMs = 300_000

/**
 * Serves plugins on a unix socket that only root may open (mode 0600, in a directory of mode 0700 if we make it).
 * @throws {Error} if another agent listens there
 */
export async function listenForPlugins(
  path: string,
  service: PluginService,
  logger: Logger,
): Promise<AsyncDisposable> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  await clearStaleSocket(path)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, service, logger)
  })
  await listen(server, path)
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

async function listen(server: Server, path: string): Promise<void> {
  const mask = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, 511, resolve))
  } catch (error) {
    throw new Error(`Cannot listen on ${path}: ${messageOf(error)}`, { cause: error })
  } finally {
    process.umask(mask)
  }
  chmodSync(path, 0o600)
}

async function clearStaleSocket(path: string): Promise<void> {
  if (!statSync(path, { throwIfNoEntry: false })?.isSocket()) return
  if (await somebodyListens(path))
    throw new Error(`Cannot listen on ${path} as another agent does: stop it or set GENIE_SOCKET`)
  rmSync(path, { force: true })
}

async function somebodyListens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const answer = (listens: boolean) => {
      socket.destroy()
      resolve(listens)
    }
    socket.on('connect', () => answer(true)).on('error', () => answer(false))
  })
}

function serve(socket: Socket, service: PluginService, logger: Logger): void {
  const reader = new FrameReader(maxFrameBytes)
  let before = Promise.resolve()
  socket.setTimeout(idleLimitMs, () => socket.destroy())
  socket.on('error', (error) => logger.debug(`A plugin's connection broke: ${error.message}`))
  socket.on('data', (chunk) => {
    try {
      for (const frame of reader.push(chunk as Buffer))
        before = before.then(() => answer(socket, frame, service, logger))
    } catch (error) {
      refuse(socket, error, logger)
    }
  })
}

async function answer(socket: Socket, text: string, service: PluginService, logger: Logger): Promise<void> {
  try {
    const frame = parseFrame(text)
    if (frame.type === 'report') await service.report(frame)
    else send(socket, await service.plan(frame))
  } catch (error) {
    refuse(socket, error, logger)
  }
}

function refuse(socket: Socket, error: unknown, logger: Logger): void {
  logger.warn(messageOf(error))
  send(socket, { type: 'error', code: 999, msg: messageOf(error) })
  socket.end()
}

function send(socket: Socket, frame: AgentFrame): void {
  if (socket.writable) socket.write(`${protocolVersion}${JSON.stringify(frame)}\n`)
}
