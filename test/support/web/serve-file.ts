import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname } from 'node:path'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Answers a file of the built page; 404 where there is none. */
export async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const content = await readFile(path).catch(() => null)
  response.writeHead(content ? 200 : 404, { 'content-type': mediaTypes[extname(path)] ?? 'text/plain' })
  response.end(content)
}
