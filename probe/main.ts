import type { probePort } from '../domain/probe-protocol.ts'
import { serve } from './serve.ts'

/** A value of `domain/`, of which this program takes types only. */
const port: typeof probePort = 8483

/** The executable's entry (`quickjs/native/start.c`). */
export const main = (): Promise<number> => Promise.resolve(serve(port))
