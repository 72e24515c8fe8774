import { describe, expect, test } from 'vitest'
import { noRenderer } from './chart-renderer.ts'
import { valueSets } from '../../test/support/value-sets.ts'
import { renderChart } from './render-chart.ts'

describe.skipIf(noRenderer !== '')(`the chart's values${noRenderer}`, () => {
  const kindsOf = async (name: string) => {
    const { objects, hooks } = await renderChart({ values: valueSets[name] ?? {} })
    return [...objects, ...hooks].map(
      ({ kind, metadata }) => `${kind} ${metadata.name.replace('cni-genie-', '')}`,
    )
  }

  test('what is off by default comes when it is asked for', async () => {
    const usual = (await renderChart()).objects.map(({ kind }) => kind)
    const found = await kindsOf('all that is off by default')
    expect(
      found.filter((each) => !usual.includes(each.split(' ')[0] ?? '') || each.includes('net-')).toSorted(),
    ).toEqual([
      'ConfigMap dashboards',
      'Job uninstall',
      'Namespace cni-genie',
      'PodMonitor agent',
      'PodMonitor controller',
      'PodMonitor selector',
      'PrometheusRule cni-genie',
      'Service agent',
      'Service controller',
      'Service selector',
      'ServiceMonitor agent',
      'ServiceMonitor controller',
      'ServiceMonitor selector',
    ])
  })

  test('what is on by default can be left out', async () => {
    expect((await kindsOf('as little as there can be')).toSorted()).toEqual([
      'ClusterRole agent',
      'ClusterRoleBinding agent',
      'DaemonSet agent',
      'ServiceAccount agent',
    ])
  })

  test('every setting reaches the program that it is for', async () => {
    const { objects } = await renderChart({
      values: valueSets['every setting of the conf and of the programs'] ?? {},
    })
    const text = JSON.stringify(objects.filter(({ kind }) => kind === 'DaemonSet' || kind === 'Deployment'))
    for (const [name, value] of [
      ['GENIE_CNI_VERSION', '1.1.0'],
      ['GENIE_DEFAULT_PLUGIN', 'weave,flannel@net7'],
      ['GENIE_CHAINED', '[{"capabilities":{"portMappings":true},"type":"portmap"}]'],
      ['GENIE_NAMESPACE_ISOLATION', 'true'],
      ['GENIE_GLOBAL_NAMESPACES', 'default,shared'],
      ['GENIE_DELEGATE_TIMEOUT_MS', '30000'],
      ['GENIE_LOG_LEVEL', 'debug'],
      ['GENIE_POLL', '*/5 * * * * *'],
      ['TZ', 'UTC'],
      ['GENIE_SCRAPE_SECONDS', '30'],
    ])
      expect(text).toContain(JSON.stringify({ name, value }))
    expect(text).toContain('["node","--max-old-space-size=128","dist/agent/main.mjs"]')
    expect(text).toContain('"nodeSelector":{"kubernetes.io/os":"linux","pool":"a"}')
  })

  test('an image by digest and directories of another distribution stand everywhere', async () => {
    const { objects, hooks } = await renderChart({
      values: valueSets['a cluster of k3s, with an image by digest'] ?? {},
    })
    const text = JSON.stringify([...objects, ...hooks])
    expect(new Set(text.match(/"image":"[^"]+"/g))).toEqual(
      new Set([`"image":"registry.example/genie@sha256:${'a'.repeat(64)}"`]),
    )
    expect(text).not.toMatch(/"\/(opt\/cni\/bin|etc\/cni\/net\.d)"/)
  })

  test('another release can stand in another namespace', async () => {
    const { objects } = await renderChart({ release: 'second', namespace: 'elsewhere' })
    const names = objects.map(({ metadata }) => metadata.name)
    expect(names).toContain('second-cni-genie-agent')
    expect(new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))).toEqual(
      new Set(['elsewhere']),
    )
  })

  test.each([
    [{ agnet: {} }, 'agnet'],
    [{ agent: { env: { GENIE_POL: '* * * * * *' } } }, 'agent.env'],
    [{ mode: 'both' }, 'mode'],
    [{ controller: { replicas: '2' } }, 'controller.replicas'],
    [{ image: { digest: 'latest' } }, 'image.digest'],
    [{ selector: { replicas: 2 } }, 'selector'],
  ])('%j is refused, and the value named', async (values, name) => {
    await expect(renderChart({ values })).rejects.toThrow(`Cannot take the value ${name}`)
  })
})
