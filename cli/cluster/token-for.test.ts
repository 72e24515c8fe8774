import { expect, test } from 'vitest'
import { tokenFor } from './token-for.ts'

const agent = { namespace: 'cni-genie', node: 'n1' }
const token = () => Promise.resolve('mine')

test('a token goes to agents where the chart installs them, or where the caller says that they are', async () => {
  expect(await tokenFor({ genieNamespace: undefined, token }, agent)).toBe('mine')
  expect(await tokenFor({ genieNamespace: 'net', token }, { ...agent, namespace: 'net' })).toBe('mine')
})

test('it goes to no pod of another namespace that looks like an agent', async () => {
  await expect(
    tokenFor({ genieNamespace: undefined, token }, { ...agent, namespace: 'shop' }),
  ).rejects.toThrow(
    'Cannot tell the agent on n1 who you are as it is in namespace shop: if CNI-Genie is installed there, say --genie-namespace shop',
  )
  await expect(tokenFor({ genieNamespace: 'net', token }, agent)).rejects.toThrow('namespace cni-genie')
})

test('who signs in by something else is told so', async () => {
  const none = () => Promise.resolve(null)
  await expect(tokenFor({ genieNamespace: undefined, token: none }, agent)).rejects.toThrow(
    'use a kubeconfig that signs in by a token, and no --as',
  )
})
