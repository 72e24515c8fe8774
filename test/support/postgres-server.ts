import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { appendFile, chmod, chown, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'
import type { SmallDisk } from './small-disk.ts'
import { worksHere } from './works-here.ts'

const execute = promisify(execFile)

/** Where Debian and its kin have the server's programs, the newest version last. */
const versions = '/usr/lib/postgresql'
const bin = existsSync(versions)
  ? readdirSync(versions)
      .sort((one, other) => Number(one) - Number(other))
      .map((version) => join(versions, version, 'bin'))
      .findLast((path) => existsSync(join(path, 'initdb')))
  : undefined

/** The server refuses to be root's. */
const isRoot = process.getuid?.() === 0
const asUser = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : []

/** Why there can be no server here, as words for the name of a suite; empty if there can. */
export const noPostgres =
  bin !== undefined && (!isRoot || worksHere('setpriv', [...asUser.slice(1), 'true']))
    ? ''
    : ' (skipped: needs the Debian package postgresql)'

/** It dies with whoever holds its standard input, however that one ends, and takes its directory with it. */
const holder = `ground=$1; shift
"$@" & server=$!
read -r wish
kill -QUIT $server 2>/dev/null; wait $server
[ "$wish" = keep ] || rm -rf "$ground"`

/** Fast rather than safe from a loss of power: the directory goes at the end of the test. */
const hasty = ['fsync=off', 'full_page_writes=off']

/** How to start one. */
export interface PostgresOptions {
  /** Settings as in `postgresql.conf`, such as `max_connections=20`. */
  readonly settings?: readonly string[]
  /** Where to have its files instead of the machine's directory for temporary ones. */
  readonly disk?: SmallDisk
  /** Whether it syncs to the disk as it does by itself. */
  readonly isDurable?: boolean
}

const prefix = 'genie-postgres-'

/** Its directory as it and as the machine see it, and the way to where it is. */
interface Ground {
  readonly inside: string
  readonly outside: string
  readonly through: readonly string[]
}

/** A real PostgreSQL on a directory and a port of its own, on loopback only, with a superuser `genie`. */
export class PostgresServer implements AsyncDisposable {
  readonly port: number
  readonly password = 'to be kept secret'
  readonly #ground: Ground
  readonly #settings: readonly string[]
  #holder: ChildProcess | undefined
  #databases = 0

  private constructor(ground: Ground, port: number, settings: readonly string[]) {
    this.#ground = ground
    this.port = port
    this.#settings = settings
  }

  static async start({ settings = [], disk, isDurable = false }: PostgresOptions = {}) {
    const outside = await mkdtemp(disk === undefined ? join(tmpdir(), prefix) : disk.at(prefix))
    if (isRoot) {
      const { stdout } = await execute('id', ['-u', 'postgres'])
      await chown(outside, Number(stdout), -1)
    }
    if (disk !== undefined) await chmod(dirname(disk.path), 0o711)
    const inside = disk === undefined ? outside : join(disk.path, basename(outside))
    const chosen = ['max_connections=40', 'shared_buffers=16MB', ...(isDurable ? [] : hasty), ...settings]
    const ground = { inside, outside, through: disk?.inside ?? [] }
    const server = new PostgresServer(ground, await freePort(), chosen)
    await server.#initialise()
    await server.resume()
    return server
  }

  /** A new database without tables, as a URL with its password. */
  async newDatabase(): Promise<string> {
    const name = `genie_${(this.#databases += 1)}`
    await this.run('postgres', `CREATE DATABASE ${name}`)
    return this.url(name)
  }

  url(database: string, user = 'genie', password = this.password): string {
    return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`
  }

  /** Runs statements as the superuser, and answers the rows of the last. */
  async run(database: string, sql: string): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url(database) })
    await client.connect()
    try {
      const answer: unknown = await client.query(sql)
      const last = (Array.isArray(answer) ? answer.at(-1) : answer) as pg.QueryResult<Record<string, unknown>>
      return last.rows
    } finally {
      await client.end()
    }
  }

  /** Ends it at once, as a crash does; `resume` has it back with what was committed. */
  async crash(): Promise<void> {
    await this.#end('keep')
  }

  async resume(): Promise<void> {
    this.#holder = spawn('sh', ['-c', holder, 'sh', this.#ground.outside, ...this.#started('postgres')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
    await this.#untilItAnswers()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end('')
  }

  /** The program and arguments that start one of the server's programs on its data. */
  #started(program: string): string[] {
    return [
      ...this.#ground.through,
      ...asUser,
      join(bin ?? '', program),
      '-D',
      join(this.#ground.inside, 'data'),
    ]
  }

  async #initialise(): Promise<void> {
    const { inside, outside } = this.#ground
    await writeFile(join(outside, 'password'), `${this.password}\n`, { mode: 0o644 })
    const [program = '', ...args] = this.#started('initdb')
    const login = ['--username=genie', '--auth=scram-sha-256', `--pwfile=${join(inside, 'password')}`]
    await execute(program, [
      ...args,
      ...login,
      '--no-sync',
      '--encoding=UTF8',
      '--locale=C',
      '--wal-segsize=1',
    ])
    const own = ["listen_addresses='127.0.0.1'", `port=${this.port}`, `unix_socket_directories='${inside}'`]
    await appendFile(
      join(outside, 'data', 'postgresql.conf'),
      [...own, ...this.#settings, ''].map((line) => `${line}\n`).join(''),
    )
  }

  async #untilItAnswers(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        await this.run('postgres', 'SELECT 1')
        return
      } catch (error) {
        if (tries >= 200 || this.#holder?.exitCode !== null) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }

  async #end(wish: string): Promise<void> {
    const ending = this.#holder
    this.#holder = undefined
    if (ending === undefined) return
    const gone = once(ending, 'exit')
    ending.stdin?.end(`${wish}\n`)
    await gone
  }
}
