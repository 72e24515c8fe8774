import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PodDir } from '../../agent/annotations/pod-dir.ts'
import { ManifestDir } from '../../agent/manifests/manifest-dir.ts'
import { createLogger } from '../../service-kit/logger.ts'

let directory: string
let pods: PodDir

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-pod-dir-'))
  pods = new PodDir(new ManifestDir(directory, createLogger('silent')))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

const put = (file: string, text: string) => writeFileSync(join(directory, file), text)
const cniOf = (name: string) => pods.find('default', name)?.annotations['cni']

test('PodDir finds pods of every document, and follows edits and removals', () => {
  put(
    'a.yaml',
    'kind: Pod\nmetadata: { name: one, annotations: { cni: weave } }\n---\nkind: Pod\nmetadata: { name: two }\n',
  )
  expect([cniOf('one'), pods.find('default', 'two')?.annotations, pods.find('other', 'one')]).toEqual([
    'weave',
    {},
    undefined,
  ])
  put('a.yaml', 'kind: Pod\nmetadata: { name: one, annotations: { cni: "calico" } }\n')
  expect(cniOf('one')).toBe('calico')
  rmSync(join(directory, 'a.yaml'))
  expect(pods.find('default', 'one')).toBeUndefined()
})

test('PodDir passes over what is broken, what is no manifest and a directory that is gone', () => {
  put('a.yaml', 'kind: Pod\nmetadata: { name: [')
  put('b.json', '{"kind":"Pod","metadata":{"name":"one","annotations":{"cni":""}}}')
  put('notes.txt', 'kind: Pod')
  expect(cniOf('one')).toBe('')
  rmSync(directory, { recursive: true })
  expect(pods.find('default', 'one')).toBeUndefined()
})
