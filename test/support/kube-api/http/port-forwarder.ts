import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { checkAccess } from '../access/check-access.ts'
import { refusal } from '../objects/refusal.ts'
import type { HandlerParts } from './request-handler.ts'
import { readRequestInfo, type RequestInfo } from './request-info.ts'
import { answerOf } from './respond.ts'

const protocol = 'v4.channel.k8s.io'
const pods = { group: '', plural: 'pods', kind: 'Pod' }

/**
 * `pods/portforward` over a WebSocket: each port has a channel for data and one for errors, both of which begin with
 * the port's number (kubernetes, pkg/kubelet/server/portforward/websocket.go). It ends when the port's side ends.
 */
export class PortForwarder {
  readonly #parts: HandlerParts
  readonly #sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  })

  constructor(parts: HandlerParts) {
    this.#parts = parts
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    try {
      const info = this.#check(request)
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#forward(webSocket, info))
    } catch (error) {
      const { code, body } = answerOf(error)
      const text = JSON.stringify(body)
      const lines = [
        `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`,
        'content-type: application/json',
        'connection: close',
        `content-length: ${Buffer.byteLength(text)}`,
      ]
      socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`)
    }
  }

  #check(request: IncomingMessage): RequestInfo {
    const { state, authorizer, counts, faults } = this.#parts
    const info = readRequestInfo(request.method ?? 'GET', request.url ?? '/')
    const seen = counts.record(info, request.headers['user-agent'] ?? '', state.now().getTime())
    seen.code = 101
    const fault = faults.take(info)
    if (fault !== undefined) throw refusal.badRequest('the connection is refused, as a test asked for')
    checkAccess(authorizer, state.authenticator.authenticate(request.headers), info)
    if (info.resource !== 'pods' || info.subresource !== 'portforward')
      throw refusal.badRequest('only pods/portforward can be upgraded')
    if (state.store.kind('/pods').find(info.namespace, info.name) === undefined)
      throw refusal.notFound(pods, info.name)
    return info
  }

  #forward(webSocket: WebSocket, info: RequestInfo): void {
    const ports = [...info.query.getAll('ports'), ...info.query.getAll('port')].map(Number)
    const channels = ports.map((port, index) => this.#connect(webSocket, info, port, index))
    webSocket.on('message', (data: RawData) => {
      const bytes = Buffer.isBuffer(data)
        ? data
        : Buffer.concat([data].flat().map((part) => Buffer.from(part as ArrayBuffer)))
      channels[(bytes[0] ?? 0) / 2]?.write(bytes.subarray(1))
    })
    webSocket.on('close', () => {
      for (const channel of channels) channel?.destroy()
    })
    webSocket.on('error', () => webSocket.terminate())
  }

  #connect(
    webSocket: WebSocket,
    { namespace, name }: RequestInfo,
    port: number,
    index: number,
  ): Socket | undefined {
    const send = (channel: number, data: Buffer) =>
      webSocket.send(Buffer.concat([Buffer.from([channel]), data]))
    const number = Buffer.alloc(2)
    number.writeUInt16LE(port)
    send(2 * index, number)
    send(2 * index + 1, number)
    const local = this.#parts.state.forwardedPorts.find(namespace, name, port)
    const refused = `an error occurred forwarding ${port} -> ${port}: error forwarding port ${port} to pod ${name}: connect: connection refused`
    if (local === undefined) {
      send(2 * index + 1, Buffer.from(refused))
      webSocket.close()
      return undefined
    }
    const socket = connect(local, '127.0.0.1')
    socket.on('data', (data: Buffer) => send(2 * index, data))
    socket.on('error', () => send(2 * index + 1, Buffer.from(refused)))
    socket.on('close', () => webSocket.close())
    return socket
  }
}
