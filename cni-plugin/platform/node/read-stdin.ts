import { addAbortSignal } from 'node:stream'
import { PlatformError } from '../platform.ts'

/** As `Platform.readStdin`. */
export async function readStdin(limitBytes: number, deadlineMs: number): Promise<string> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of addAbortSignal(deadline, process.stdin) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > limitBytes) throw new PlatformError('EFBIG', `Standard input exceeds ${limitBytes} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (!deadline.aborted) throw error
    throw new PlatformError('ETIMEDOUT', `Standard input did not end within ${deadlineMs} ms`)
  }
  return Buffer.concat(chunks).toString('utf8')
}
