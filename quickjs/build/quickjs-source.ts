import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotBuild } from './cannot-build.ts'
import { missingPrograms, runTool } from './run-tool.ts'

/** As Debian writes it; upstream says 2025-04-26. */
export const quickJsVersion = '2025.04.26'

const tarball = `quickjs_${quickJsVersion}.orig.tar.xz`
const sha256 = 'ec81da5b3249ed648dbc7df4a1654988910e66a118d9b71cb63534216efcfbbe'
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const anyMirror = 'http://deb.debian.org/debian'
const wayOut = `set QUICKJS_TARBALL to a copy of ${tarball}`

/**
 * The path of QuickJS' source as Debian has it, checked by its sha256: `QUICKJS_TARBALL` if set, what an earlier build
 * has fetched into the folder, or fetched now through apt with lists of its own, so that nothing on the machine changes.
 */
export async function quickJsSource(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (env.QUICKJS_TARBALL) return await checked(env.QUICKJS_TARBALL)
  const path = join(folder, tarball)
  if (!(await isThere(path))) await fetchSource(folder, env.PATH ?? '')
  return await checked(path)
}

async function checked(path: string): Promise<string> {
  const found = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  if (found === sha256) return path
  throw new Error(`Cannot use ${path} as QuickJS' source: its sha256 is ${found} and must be ${sha256}`)
}

async function fetchSource(folder: string, path: string): Promise<void> {
  if ((await missingPrograms(['apt-get'], path)).length > 0 || !(await isThere(keyring)))
    throw new CannotBuild(`QuickJS is fetched from Debian by apt, which this machine lacks: ${wayOut}`)
  await mkdir(join(folder, 'lists/partial'), { recursive: true })
  await mkdir(join(folder, 'archives/partial'), { recursive: true })
  const sources = `deb-src [signed-by=${keyring}] ${await mirror(folder)} trixie main\n`
  await writeFile(join(folder, 'sources.list'), sources)
  try {
    await runTool('apt-get', [...privateApt(folder), 'update'], folder)
    await runTool(
      'apt-get',
      [...privateApt(folder), 'source', '--download-only', `quickjs=${quickJsVersion}-1`],
      folder,
    )
  } catch (cause) {
    const reason = /^E: (.*)$/m.exec(String(cause))?.[1] ?? String(cause)
    throw new CannotBuild(`QuickJS could not be fetched from Debian (${reason}): ${wayOut}`, { cause })
  } finally {
    for (const scratch of ['lists', 'archives']) await rm(join(folder, scratch), { recursive: true })
  }
}

function privateApt(folder: string): string[] {
  const settings = {
    'Dir::Etc::SourceList': join(folder, 'sources.list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': folder,
    'APT::Sandbox::User': 'root',
    'APT::Update::Error-Mode': 'any',
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '20',
  }
  return ['-q', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])]
}

/** Where the machine gets its Debian packages already; firewalls and proxies are made for that one. */
async function mirror(folder: string): Promise<string> {
  const format = '$(REPO_URI)|$(LABEL)'
  const targets = await runTool(
    'apt-get',
    ['indextargets', '--format', format, 'Created-By: Packages'],
    folder,
  )
  const debian = /^(\S+?)\/?\|Debian$|^(\S+\/debian)\/?\|$/m.exec(targets)
  return debian?.[1] ?? debian?.[2] ?? anyMirror
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}
