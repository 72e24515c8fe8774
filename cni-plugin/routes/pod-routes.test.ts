import { expect, test } from 'vitest'
import { parseConflist } from '../../cni/parse-conflist.ts'
import type { Attachment } from '../attach/attachment.ts'
import { PlatformError, type DefaultRoutes, type Platform } from '../platform/platform.ts'
import { PodRoutes } from './pod-routes.ts'

const source = '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"a"}]}'
const attachment = (ifname: string, gateways?: readonly string[]): Attachment => ({
  network: 'n',
  ifname,
  nad: null,
  source,
  conflist: parseConflist(source),
  runtimeConfig: null,
  cniArgs: null,
  gateways,
  programs: [],
  begun: 1,
  result: '{"cniVersion":"1.0.0"}',
})

const platformWith = (openRoutes: Platform['openRoutes']) => ({ openRoutes }) as Platform
const refusal = (): never => {
  throw new PlatformError('EPERM', 'no')
}

test('nobody looks into the routes of a pod with one network that asks for nothing', () => {
  expect(PodRoutes.open(platformWith(refusal), '/ns', [attachment('eth0')])).toBe(null)
})

test('routes of a namespace that is none are left alone', () => {
  expect(
    PodRoutes.open(
      platformWith(() => null),
      '/ns',
      [attachment('eth0', [])],
    ),
  ).toBe(null)
})

test('what the kernel refuses is code 5, and says what was to be done', () => {
  const both = [attachment('eth0'), attachment('net1')]
  const route = { family: 4, source: '' } as const
  const routes = {
    list: () => [route],
    remove: () => undefined,
    restore: refusal,
  } as unknown as DefaultRoutes
  expect(() => PodRoutes.open(platformWith(refusal), '/ns', both)).toThrow(
    'Cannot look into the routes of /ns',
  )
  const opened = PodRoutes.open(
    platformWith(() => routes),
    '/ns',
    both,
  )
  for (const each of both) opened?.takeAside(each)
  expect(() => opened?.settle('eth0')).toThrow(
    expect.objectContaining({
      code: 5,
      message: expect.stringContaining('Cannot put the default routes of eth0 back') as string,
    }) as Error,
  )
})
