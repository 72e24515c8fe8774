import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildArchive, programFile } from '../../cli/build/build-archive.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { CliOnCluster, runProgram } from '../support/cli-on-cluster.ts'

const root = join(import.meta.dirname, '../..')
const directory = mkdtempSync(join(tmpdir(), 'genie-cli-archive-'))
const archive = join(directory, 'kubectl-genie')
const program = join(archive, programFile)
let bytes: number

beforeAll(async () => {
  bytes = await buildArchive(root, archive)
}, 60_000)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('the archive is a program, its completion and the licence, in less than a megabyte', () => {
  expect(readdirSync(archive).toSorted()).toEqual(['LICENSE', 'kubectl-genie.mjs', 'kubectl_complete-genie'])
  expect(bytes).toBeLessThan(1_000_000)
})

test('the program needs nothing else, and answers as the sources do', async () => {
  await using cli = await CliOnCluster.open()
  await cli.node.start()
  const env = { ...cli.env, NODE_COMPILE_CACHE: '' }
  const run = (...words: string[]) => runProgram(process.execPath, [program, ...words], env)
  expect((await run('version')).stdout).toMatch(new RegExp(`^kubectl-genie ${packageJson.version}, `))
  const networks = await run('networks', '-o', 'name')
  expect([networks.code, networks.stderr, networks.stdout.trim().split('\n').length]).toEqual([0, '', 3])
  expect((await run('rank', '-o', 'yaml')).stdout).toMatch(/^rankings:\n/)
  expect((await run('doctor')).stdout).toContain('✓ genie-node: pods go through 00-genie.conf')
})
