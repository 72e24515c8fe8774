import { expect } from 'vitest'
import { openClient } from '../../kube/open-client.ts'
import type { ScriptedApi } from './scripted-api.ts'

/** A client of the scripted API. */
export const openScripted = (api: Pick<ScriptedApi, 'kubeconfig'>, rest: object = {}) =>
  openClient({ kubeconfig: api.kubeconfig, env: {}, program: 'test', ...rest })

/** The pod that it is asked for. */
export const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', resourceVersion: '7' },
}

/** How it is asked for. */
export const ref = { namespace: 'shop', name: 'web' }

/** An error without an answer, of that sentence. */
export const status0 = (message: RegExp) =>
  expect.objectContaining({ status: 0, message: expect.stringMatching(message) as string }) as object
