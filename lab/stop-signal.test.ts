import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { stopSignalOf } from './stop-signal.ts'

class Source extends EventEmitter {
  readonly stdout = new EventEmitter()
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s stops the program', (name) => {
  const source = new Source()
  const signal = stopSignalOf(source)
  expect(signal.aborted).toBe(false)
  source.emit(name)
  expect(signal.reason).toBe(name)
})

it('a reader of the output that goes away stops the program', () => {
  const source = new Source()
  const signal = stopSignalOf(source)
  source.stdout.emit('error', new Error('EPIPE'))
  expect(signal.reason).toBe('closed pipe')
})

it('an error that nobody caught stops the program and stays the reason', () => {
  const source = new Source()
  const signal = stopSignalOf(source)
  const fault = new Error('a fault')
  source.emit('uncaughtException', fault)
  source.emit('SIGINT')
  expect(signal.reason).toBe(fault)
})
