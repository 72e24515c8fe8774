import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { errorCodes } from '../cni/error-codes.ts'
import { codeIn, docTable } from './support/doc-table.ts'

const page = 'docs/troubleshooting.md'

/** All that the plugin and the agent can say, with what differs from case to case cut out. */
const sources = execFileSync(
  'git',
  ['ls-files', 'cni-plugin', 'agent', 'pod-networks', 'selector', 'journal'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

const sentences = docTable(page, 'A pod stays in ContainerCreating')
  .map(([sentence]) => sentence ?? '')
  .filter((sentence) => sentence.startsWith('`'))

test('there are sentences to look for', () => expect(sentences.length).toBeGreaterThan(5))

test.each(sentences)('%s is a sentence that the sources have', (sentence) => {
  const parts = codeIn(sentence)
    .split('…')
    .map((part) => part.trim().replace(/^"|"$/g, '').trim())
  expect(parts.filter((part) => part !== '' && !sources.includes(part))).toEqual([])
})

test('every error code that is explained is one of ours', () => {
  const codes = docTable(page, 'Error codes').flatMap(([cell]) => (cell ?? '').split(',').map(Number))
  expect(codes.length).toBeGreaterThan(4)
  expect(codes.filter((code) => !(Object.values(errorCodes) as number[]).includes(code))).toEqual([])
})

test('the Events that are explained are those that the agent tells of pods', () => {
  const source = readFileSync('agent/pod-writer/pod-event.ts', 'utf8')
  const told = /readonly reason: (.*)/.exec(source)?.[1]?.match(/\w+(?=')/g) ?? []
  expect(docTable(page, 'Events of pods').map(([reason]) => codeIn(reason))).toEqual(told)
})
