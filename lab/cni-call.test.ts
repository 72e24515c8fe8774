import { expect, it } from 'vitest'
import { cniEnvironment, cniStdin, containerIdOf } from './cni-call.ts'

const pod = { namespace: 'lab', name: 'web', uid: 'u-1' }
const sandbox = { pod, containerId: containerIdOf(pod), namespace: 'genie-p1' }

it('a container id is 64 hexadecimal digits and the same for the same pod', () => {
  expect(sandbox.containerId).toMatch(/^[0-9a-f]{64}$/)
  expect(containerIdOf({ ...pod })).toBe(sandbox.containerId)
})

it('an ADD names the pod and its namespace', () => {
  expect(cniEnvironment('ADD', sandbox, true)).toEqual({
    CNI_COMMAND: 'ADD',
    CNI_CONTAINERID: sandbox.containerId,
    CNI_NETNS: '/run/netns/genie-p1',
    CNI_IFNAME: 'eth0',
    CNI_ARGS: `IgnoreUnknown=1;K8S_POD_UID=u-1;K8S_POD_NAMESPACE=lab;K8S_POD_NAME=web;K8S_POD_INFRA_CONTAINER_ID=${sandbox.containerId}`,
  })
})

it('a late DEL has an empty netns', () => {
  expect(cniEnvironment('DEL', sandbox, false)['CNI_NETNS']).toBe('')
})

it('the conf gets the annotations, and prevResult only when there is one', () => {
  const conf = { name: 'genie' }
  const runtimeConfig = { 'io.kubernetes.cri.pod-annotations': { cni: '' } }
  expect(JSON.parse(cniStdin(conf, { cni: '' }))).toEqual({ name: 'genie', runtimeConfig })
  expect(JSON.parse(cniStdin(conf, { cni: '' }, { ips: [] }))).toEqual({
    name: 'genie',
    runtimeConfig,
    prevResult: { ips: [] },
  })
})
