import { expect, test } from 'vitest'
import { ManualClock } from '../service-kit/clock.ts'
import type { ProbeAttachment } from './probe-attachments.ts'
import { ProbeProcess } from './probe-process.ts'
import { Prober } from './prober.ts'

const attachment: ProbeAttachment = {
  network: 'a',
  namespace: 'genie-probe-a',
  containerId: 'c',
  address: '10.0.0.2',
}

/** A prober whose attachments are under way until their promise is resolved. */
function proberWithSlowAttachments() {
  const work = Promise.withResolvers<undefined>()
  const opened: string[] = []
  const clock = new ManualClock()
  const prober = new Prober({
    attachments: {
      all: () => [attachment],
      faults: () => new Map(),
      suspect: () => undefined,
      reconcile: () => work.promise,
    },
    open: ({ network }) => {
      opened.push(network)
      return new ProbeProcess({ command: ['genie-no-such-program'], env: {}, clock })
    },
    clock,
  })
  return { prober, opened, work }
}

test('A tick goes on with what is attached while another network is not', async () => {
  const { prober, opened } = proberWithSlowAttachments()
  await prober.tick()
  expect(opened).toEqual(['a'])
  await prober[Symbol.asyncDispose]()
})

test('A prober that is given up while it attaches starts no program any more', async () => {
  const { prober, opened, work } = proberWithSlowAttachments()
  const tick = prober.tick()
  const closed = prober[Symbol.asyncDispose]()
  work.resolve(undefined)
  await Promise.all([tick, closed])
  expect(opened).toEqual([])
})
