import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import { AgentConfig } from '../config.ts'
import { kubeletRef } from './kubelet-ref.ts'
import { trafficSources } from './traffic-sources.ts'

const configOf = (env: Readonly<Record<string, string>>) => readConfig(AgentConfig, env)
const namesOf = (env: Readonly<Record<string, string>>) =>
  trafficSources(configOf(env), new ManualClock(), []).sources.map(({ name }) => name)
const inPod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', HOST_IP: '10.0.0.7' }

describe('trafficSources()', () => {
  test('asks nobody else where there is nobody else', () => {
    expect(namesOf({})).toEqual([])
    expect(namesOf({ HOST_IP: '10.0.0.7' })).toEqual([])
    expect(namesOf({ ...inPod, GENIE_KUBELET: 'none' })).toEqual([])
  })

  test('asks whoever is there in the usual order, or in the one that is given', () => {
    const all = { ...inPod, GENIE_CADVISOR: '127.0.0.1:4194' }
    expect(namesOf(all)).toEqual(['kubelet-summary', 'cadvisor', 'kubelet-cadvisor'])
    expect(namesOf({ ...all, GENIE_TRAFFIC: 'cadvisor,sysfs,kubelet-summary' })).toEqual([
      'cadvisor',
      'kubelet-summary',
    ])
  })

  test('refuses a source whose place nobody has said, and one that there is not', () => {
    expect(() => namesOf({ GENIE_TRAFFIC: 'prometheus' })).toThrow(
      'Cannot measure traffic by prometheus as nobody says where it is: set GENIE_PROMETHEUS and GENIE_PROMETHEUS_NODE',
    )
    expect(() => configOf({ GENIE_TRAFFIC: 'sysfs,netlink' })).toThrow('GENIE_TRAFFIC=sysfs,netlink')
  })
})

describe('kubeletRef()', () => {
  const account = '/var/run/secrets/kubernetes.io/serviceaccount'

  test("is the node's own in a pod, with the service account's token and CA", () => {
    expect(kubeletRef(configOf(inPod))).toEqual({
      url: 'https://10.0.0.7:10250',
      tokenFile: `${account}/token`,
      caFile: `${account}/ca.crt`,
      insecureSkipVerify: false,
    })
    expect(kubeletRef(configOf({ ...inPod, HOST_IP: 'fd00::7' }))?.url).toBe('https://[fd00::7]:10250')
  })

  test("verifies by another CA, or not at all, only by the operator's word", () => {
    const given = {
      GENIE_KUBELET: 'https://node:10250',
      GENIE_KUBELET_CA: '/ca',
      GENIE_KUBELET_INSECURE: 'true',
    }
    expect(kubeletRef(configOf(given))).toMatchObject({ caFile: '/ca', insecureSkipVerify: true })
  })

  test('shows nobody the token over plain HTTP', () => {
    expect(kubeletRef(configOf({ GENIE_KUBELET: 'http://127.0.0.1:10255' }))).toEqual({
      url: 'http://127.0.0.1:10255',
    })
  })
})
