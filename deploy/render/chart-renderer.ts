import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'

const source = join(import.meta.dirname, 'render.go')
const cache = join(import.meta.dirname, '../../.cache/render')

/** Where Debian puts the packages of Go, as sprig is one. */
const goPath = '/usr/share/gocode'

/** Why no chart can be rendered on this machine, as words for the name of a suite; empty if it can. */
export const noRenderer = existsSync(join(goPath, 'src/github.com/Masterminds/sprig'))
  ? ''
  : ' (skipped: no golang-github-masterminds-sprig-dev)'

/** Renders: what `render.go` takes, and the rendered files by the names of their templates. */
export async function renderTemplates(input: object): Promise<Readonly<Record<string, string>>> {
  const child = spawn(await builtRenderer(), [], { stdio: 'pipe' })
  child.stdin.on('error', () => undefined).end(JSON.stringify(input))
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve)
  })
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (status !== 0) throw new Error(`Cannot render the chart: ${err.trim()}`)
  return JSON.parse(out) as Record<string, string>
}

/** The program as built from its present source; built once. */
async function builtRenderer(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(source))
  const program = join(cache, `render-${hash.digest('hex').slice(0, 12)}`)
  if (existsSync(program)) return program
  await mkdir(cache, { recursive: true })
  const temp = `${program}.${process.pid}`
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...{ GO111MODULE: 'off', GOPATH: goPath, GOCACHE: join(cache, 'go'), CGO_ENABLED: '0' },
  }
  await promisify(execFile)('go', ['build', '-o', temp, source], { env })
  await rename(temp, program)
  return program
}
