import { expect, test } from 'vitest'
import { placed } from './keep-places.ts'

const of = (source: string) => placed(source, '/opt/ge nie/dist/agent', '/opt/ge nie/agent/config.ts')

test('a place beside the source is found from where the bundle is', () => {
  expect(of(`new URL('../dist/web', import.meta.url)`)).toBe(
    `new URL('../dist/web', new URL("../../agent/config.ts", import.meta.url).href)`,
  )
  expect(of(`join(import.meta.dirname, '../node_modules')`)).toBe(
    `join((import.meta.dirname + "/../../agent"), '../node_modules')`,
  )
})

test('all else of the source stays as it is', () => {
  const source = `if (import.meta.main) run(meta.url, import.meta.dirnames)`
  expect(of(source)).toBe(source)
})
