/** Values that administrators may well have. */
export const valueSets: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'all that is off by default': {
    mode: 'attach',
    prober: { enabled: true, audit: true },
    crds: { networkAttachmentDefinitions: true },
    namespace: { create: true, labels: { team: 'net' } },
    podMonitor: { enabled: true, labels: { release: 'prometheus' } },
    serviceMonitor: { enabled: true },
    prometheusRule: { enabled: true },
    dashboards: { enabled: true },
    commonLabels: { owner: 'net' },
  },
  'as little as there can be': {
    crds: { enabled: false },
    controller: { enabled: false },
    admission: { podStatus: false, annotations: false },
    networkPolicy: { enabled: false },
    uninstall: { hook: false },
  },
  'a cluster of k3s, with an image by digest': {
    paths: {
      binDir: '/var/lib/rancher/k3s/data/current/bin',
      confDir: '/var/lib/rancher/k3s/agent/etc/cni/net.d',
    },
    image: { repository: 'registry.example/genie', digest: `sha256:${'a'.repeat(64)}` },
    imagePullSecrets: [{ name: 'pull' }],
  },
  'every setting of the conf and of the programs': {
    conf: {
      cniVersion: '1.1.0',
      defaultPlugin: 'weave,flannel@net7',
      chained: [{ type: 'portmap', capabilities: { portMappings: true } }],
      namespaceIsolation: true,
      globalNamespaces: ['default', 'shared'],
      delegateTimeoutMs: 30000,
    },
    agent: {
      env: { GENIE_LOG_LEVEL: 'debug', GENIE_POLL: '*/5 * * * * *' },
      extraArgs: ['--max-old-space-size=128'],
      extraEnv: [{ name: 'TZ', value: 'UTC' }],
      nodeSelector: { pool: 'a' },
      affinity: { podAffinity: {} },
      podAnnotations: { a: 'b' },
      podLabels: { c: 'd' },
      maxUnavailable: 1,
      resources: { limits: { cpu: '1' } },
    },
    controller: { replicas: 1, env: { GENIE_SCRAPE_SECONDS: 30 }, tolerations: [{ operator: 'Exists' }] },
  },
}
