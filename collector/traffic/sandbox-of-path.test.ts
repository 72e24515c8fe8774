import { expect, test } from 'vitest'
import { sandboxOfPath } from './sandbox-of-path.ts'

test.each([
  ['/', ''],
  ['/kubepods/besteffort/pod5b35/d1fc', 'd1fc'],
  ['/kubepods.slice/kubepods-pod5b35.slice/cri-containerd-d1fc.scope', 'd1fc'],
  ['/kubepods.slice/crio-d1fc.scope', 'd1fc'],
])('sandboxOfPath() of %s is %j', (path, sandbox) => {
  expect(sandboxOfPath(path)).toBe(sandbox)
})
