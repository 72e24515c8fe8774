import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const lines = readFileSync('deploy/Dockerfile', 'utf8').replaceAll('\\\n', ' ').split('\n')
const [, , , ...final] = lines.join('\n').split(/^FROM /m)
const copied = final
  .join('')
  .split('\n')
  .flatMap((line) => /^COPY (?!--from)(.+)$/.exec(line)?.[1]?.split(' ').slice(0, -1) ?? [])

/** What is imported, from a file on, files of ours only. */
function reached(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found
  found.add(entry)
  const source = entry.endsWith('.json') ? '' : readFileSync(entry, 'utf8')
  const imports = source.matchAll(
    /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/gms,
  )
  for (const [, first, second] of imports) {
    const path = normalize(join(dirname(entry), first ?? second ?? ''))
    if (existsSync(path)) reached(path, found)
  }
  return found
}

test('the image gets what is there', () => {
  expect(copied.filter((path) => !existsSync(path))).toEqual([])
})

test('every program of the chart is in the image, with all that it imports', () => {
  const templates = readdirSync('deploy/chart/templates', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join('deploy/chart/templates', name), 'utf8'))
  const named = templates.flatMap((text) => text.match(/[\w/-]+\/main\.ts/g) ?? [])
  const programs = [...new Set(named)].toSorted()
  expect(programs).toEqual([
    'controllers/main.ts',
    'deploy/uninstall/main.ts',
    'installer/main.ts',
    'selector/main.ts',
  ])
  const files = programs.filter((program) => existsSync(program)).flatMap((program) => [...reached(program)])
  const missing = files.filter(
    (file) =>
      !copied.some((path) => file === path || file.startsWith(`${path}/`)) && !file.startsWith('dist/'),
  )
  expect([...new Set(missing)]).toEqual([])
})

test('the agent of the chart is the one that the image has built and started once', () => {
  const daemonSet = readFileSync('deploy/chart/templates/agent/daemon-set.yaml', 'utf8')
  const [program] = /\S+\/main\.mjs/.exec(daemonSet) ?? []
  expect(program).toBe('dist/agent/main.mjs')
  expect(final.join('')).toContain(`node /opt/genie/${program} `)
  expect(final.join('')).toContain(`CMD ["node", "${program}"]`)
  // What it reads beside itself; the page and the plugin are in dist.
  expect(copied).toContain('migrations')
})

test('the prober of the chart is the one that the image has built and started once', () => {
  const daemonSet = readFileSync('deploy/chart/templates/agent/daemon-set.yaml', 'utf8')
  const [program] = /\S+\/main\.mjs/.exec(daemonSet.slice(daemonSet.indexOf('- name: prober'))) ?? []
  expect(program).toBe('dist/prober/main.mjs')
  expect(final.join('')).toContain(`node /opt/genie/${program} `)
})

test('the packages whose scripts run are those that the project allows', () => {
  const rebuilt = /npm rebuild ([\w -]+)/.exec(lines.join('\n'))?.[1]?.trim().split(' ')
  const allowed = Object.entries(packageJson.allowScripts).filter(([, isAllowed]) => isAllowed)
  expect(rebuilt?.toSorted()).toEqual(allowed.map(([name]) => name).toSorted())
})

test('what is built is built by programs that are there', () => {
  const built = [...lines.join('\n').matchAll(/node ([\w-][\w/-]*\/main\.ts)/g)].map(([, path]) => path ?? '')
  expect(built).toEqual([
    'cni-plugin/build/main.ts',
    'probe/build/main.ts',
    'kube/build/main.ts',
    'agent/build/main.ts',
    'prober/build/main.ts',
  ])
  expect(built.filter((path) => !existsSync(path))).toEqual([])
})

test('the context has nothing that an image has no use for', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n')
  expect(ignored).toEqual(expect.arrayContaining(['.*', 'node_modules', 'dist', 'test', '**/*.test.ts']))
  expect(copied.filter((path) => ignored.includes(path))).toEqual([])
})
