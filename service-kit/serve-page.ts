import fastifyStatic from '@fastify/static'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { HttpServer } from './http-server.ts'

/**
 * Serves the built page at `/`, or says how to build it. What the build has compressed is sent so to those who take it:
 * nothing is compressed here, as the agent has better to do.
 */
export async function servePage(server: HttpServer, webDir: string): Promise<void> {
  if (existsSync(join(webDir, 'index.html')))
    await server.register(fastifyStatic, { root: webDir, preCompressed: true })
  else
    server.get(
      '/',
      { schema: { hide: true } },
      () => `The page is not built: run npm run build:web, or see /api/docs\n`,
    )
}
