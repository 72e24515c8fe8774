import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CliOnCluster } from '../support/cli-on-cluster.ts'

let cli: CliOnCluster
beforeAll(async () => {
  cli = await CliOnCluster.open()
})
afterAll(() => cli[Symbol.asyncDispose]())

const fixture = join(import.meta.dirname, '../fixtures/prices/opencost-default.json')
const openCost = ['--import', fixture, '--class', 'weave', '--from', '2026-01-01T00:00:00Z']
const bookOf = (name: string) => cli.node.api.find('cni-genie.io/v1alpha1', 'PriceBook', name, '')

test('prices says what an import would change, makes the next version, and lists what there is', async () => {
  expect((await cli.run('prices')).stdout).toMatch(/^There is no price book yet: /)
  const preview = await cli.run('prices', ...openCost, '--preview')
  expect([preview.code, preview.stderr]).toEqual([0, ''])
  expect(preview.stdout).toMatch(/\+ +class weave +egress GiB to internet +0\.12 USD +2026-01-01T00:00:00Z/)
  expect(preview.stdout).toMatch(/Version 1 would count\n$/)
  expect(bookOf('v1')).toBeUndefined()
  expect((await cli.run('prices', ...openCost)).stdout).toMatch(/Version 1 counts\n$/)
  expect(bookOf('v1')?.spec).toMatchObject({ version: 1, rates: [{ networkClass: 'weave' }, {}, {}] })
  const csv = cli.node.at('prices.csv')
  await writeFile(csv, 'network,unit,price,currency,effectiveFrom\ncalico,GB,0.5,USD,2026-01-01T00:00:00Z\n')
  expect((await cli.run('prices', '--import', csv, '--add')).code).toBe(0)
  expect(await cli.json('prices')).toMatchObject({ book: { version: 2 }, versions: [2, 1] })
  expect((await cli.run('prices', '-o', 'name')).stdout).toBe('v2\nv1\n')
})

test('prices tells in one sentence what makes no sense in a file', async () => {
  const path = cli.node.at('twice.yaml')
  const rate =
    '{network: a, unit: GB, tiers: [{price: "1"}], currency: EUR, effectiveFrom: "2026-01-01T00:00:00Z"}'
  await writeFile(path, `rates: [${rate}, ${rate}]\n`)
  const twice = await cli.run('prices', '--import', path)
  expect(twice.code).not.toBe(0)
  expect(twice.stderr).toContain('/rates/1 overlaps /rates/0')
  await writeFile(path, 'hello: world\n')
  expect((await cli.run('prices', '--import', path)).stderr).toContain('as it is neither a table')
  expect((await cli.run('prices', '--import', cli.node.at('none.csv'))).stderr).toContain('Cannot read')
})
