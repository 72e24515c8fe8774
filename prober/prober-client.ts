import { request } from 'node:http'
import { Compile } from 'typebox/compile'
import { ProbeReport, type ProbeView } from '../domain/probe-exchange.ts'

const report = Compile(ProbeReport)
const mostBytes = 1_048_576

/** Where a prober listens for its agent. */
export const exchangePath = '/v1/exchange'

/** Asks a prober behind a unix socket. @throws {Error} if it does not answer, or not with a report */
export async function askProber(
  socketPath: string,
  view: ProbeView,
  signal: AbortSignal,
): Promise<ProbeReport> {
  const answer: unknown = JSON.parse(await post(socketPath, JSON.stringify(view), signal))
  if (!report.Check(answer)) throw new Error(`Cannot take the answer at ${socketPath} as it is no report`)
  return answer
}

function post(socketPath: string, body: string, signal: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const asked = request(
    { socketPath, path: exchangePath, method: 'POST', headers, signal, agent: false },
    (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        text += piece
        if (text.length > mostBytes) asked.destroy(new Error(`Cannot read more than ${mostBytes} characters`))
      })
      answer.once('error', reject)
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(text)
        else reject(new Error(`it answers ${answer.statusCode}: ${text.slice(0, 200)}`))
      })
    },
  )
  asked.once('error', reject)
  asked.end(body)
  return promise
}
