import { mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditLock } from '../../agent/probes/audit-lock.ts'
import { printPeer } from '../../prober/parse-peer.ts'
import { PeerDir } from '../../prober/peer-dir.ts'
import { ManualClock } from '../../service-kit/clock.ts'

describe('nodes that know each other by a directory', () => {
  let directory: string
  let clock: ManualClock

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'genie-peers-'))
    clock = new ManualClock()
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  const node = (name: string) => new PeerDir(directory, name, clock)

  test('read what each of them tells', async () => {
    await node('n1').tell({ a: '10.0.0.1' })
    await node('n/2 ü').tell({ a: '10.0.0.2', b: 'fd00::2' })
    expect((await node('n3').nodes()).toSorted((one, other) => one.node.length - other.node.length)).toEqual([
      { node: 'n1', addresses: { a: '10.0.0.1' } },
      { node: 'n/2 ü', addresses: { a: '10.0.0.2', b: 'fd00::2' } },
    ])
  })

  test('leave out a node that has not written for a minute, and one that has gone in order', async () => {
    const first = node('n1')
    await first.tell({ a: '10.0.0.1' })
    clock.advance(60_001)
    expect(await first.nodes()).toEqual([])
    await first.tell({ a: '10.0.0.1' })
    expect(await first.nodes()).toHaveLength(1)
    await first[Symbol.asyncDispose]()
    expect(readdirSync(directory)).toEqual([])
  })

  test('take nothing from files that are another than they say, too long, links or no text of ours', async () => {
    const at = clock.nowMs()
    const write = (name: string, text: string) => writeFileSync(join(directory, name), text)
    write('n1.json', printPeer({ node: 'n2', addresses: { a: '10.0.0.1' }, at }))
    write('n3.json', '{"version":1')
    write('n4.json', printPeer({ node: 'n4', addresses: {} }))
    write('n5.json', ' '.repeat(70_000) + printPeer({ node: 'n5', addresses: {}, at }))
    write('n6.text', printPeer({ node: 'n6', addresses: {}, at }))
    write('.n7.json', printPeer({ node: '.n7', addresses: {}, at }))
    write('target', printPeer({ node: 'n8', addresses: {}, at }))
    symlinkSync(join(directory, 'target'), join(directory, 'n8.json'))
    expect(await node('n9').nodes()).toEqual([])
  })

  test('are none where there is no directory', async () => {
    expect(await new PeerDir(join(directory, 'none'), 'n1', clock).nodes()).toEqual([])
  })

  test('audit one at a time, and the next one when the turn has run out', async () => {
    const lock = join(directory, '.audit.lock')
    expect(await auditLock(directory, 'n1', clock).claim()).toBe(true)
    utimesSync(lock, clock.nowMs() / 1_000, clock.nowMs() / 1_000)
    expect(await auditLock(directory, 'n2', clock).claim()).toBe(false)
    clock.advance(15_001)
    expect(await auditLock(directory, 'n2', clock).claim()).toBe(true)
    expect(readdirSync(directory)).toEqual(['.audit.lock'])
  })
})
