import {
  connect,
  constants,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
} from 'node:http2'
import { connect as connectSocket } from 'node:net'

/** A gRPC call of one message that is answered by one message, on a unix socket. */
export interface GrpcCall {
  readonly socketPath: string
  /** `/package.Service/Method`. */
  readonly method: string
  readonly message: Buffer
  readonly timeoutMs: number
  /** A longer answer is refused. */
  readonly maxBytes: number
}

/** The headers and the trailers of an answer. */
type Ending = IncomingHttpHeaders & IncomingHttpStatusHeader

/** The five bytes in front of a message: whether it is compressed, and its length. */
const prefixBytes = 5

/**
 * Makes one call over a connection of its own (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
 * @throws {Error} that says what went wrong, as words which follow a colon
 */
export async function callGrpc(call: GrpcCall): Promise<Buffer> {
  const session = connect('http://localhost', { createConnection: () => connectSocket(call.socketPath) })
  const signal = AbortSignal.timeout(call.timeoutMs)
  try {
    return messageOf(await answerTo(session, call, signal))
  } catch (error) {
    throw signal.aborted ? new Error(`no answer within ${call.timeoutMs} ms`, { cause: error }) : error
  } finally {
    session.destroy()
  }
}

function answerTo(session: ClientHttp2Session, call: GrpcCall, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    session.on('error', reject)
    const stream = session.request(
      {
        [constants.HTTP2_HEADER_METHOD]: 'POST',
        [constants.HTTP2_HEADER_PATH]: call.method,
        [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
        [constants.HTTP2_HEADER_TE]: 'trailers',
      },
      { signal },
    )
    const chunks: Buffer[] = []
    let bytes = 0
    let ending: Ending = {}
    stream
      .on('response', (headers) => (ending = headers))
      .on('trailers', (trailers) => (ending = { ...ending, ...trailers }))
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes > call.maxBytes + prefixBytes)
          stream.destroy(new Error(`the answer is longer than ${call.maxBytes} bytes`))
      })
      // Without a connection a stream only says that it was canceled, and has the reason as its cause.
      .once('error', (error) => reject(error.cause instanceof Error ? error.cause : error))
      .once('close', () => {
        const fault = faultOf(ending)
        if (fault === null) resolve(Buffer.concat(chunks))
        else reject(new Error(fault))
      })
      .end(framed(call.message))
  })
}

function framed(message: Buffer): Buffer {
  const prefix = Buffer.alloc(prefixBytes)
  prefix.writeUInt32BE(message.length, 1)
  return Buffer.concat([prefix, message])
}

/** The call's status stands behind the answer, or in front where there is none. */
function faultOf(ending: Ending): string | null {
  const { ':status': http, 'grpc-status': status, 'grpc-message': message } = ending
  if (status === '0') return null
  if (status !== undefined) return `it answers with gRPC status ${String(status)} (${String(message)})`
  return http === undefined
    ? 'it ended the connection'
    : `it answers with HTTP status ${http} and no gRPC status`
}

function messageOf(answer: Buffer): Buffer {
  if (answer.length < prefixBytes || answer.readUInt32BE(1) !== answer.length - prefixBytes)
    throw new Error('the answer is not one whole message')
  if (answer[0] !== 0) throw new Error('the answer is compressed')
  return answer.subarray(prefixBytes)
}
