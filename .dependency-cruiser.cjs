/**
 * The map of the project: which room may import which. Nothing else may be imported across rooms, type imports
 * included. Change it only together with an ADR in docs/adr/.
 */
const rooms = {
  domain: [],
  cni: [],
  estimators: [],
  questionnaire: ['domain'],
  prices: ['domain'],
  journal: ['cni', 'domain (types)'],
  'pod-networks': ['cni', 'domain (types)'],
  'service-kit': ['domain'],
  store: ['domain', 'service-kit'],
  'cni-plugin': ['cni', 'journal', 'pod-networks', 'quickjs', 'domain (types)'],
  kube: ['domain', 'service-kit'],
  collector: ['domain', 'estimators', 'prices', 'journal', 'service-kit', 'store', 'kube (types)'],
  quickjs: [],
  probe: ['domain (types)', 'quickjs'],
  prober: ['domain', 'estimators', 'service-kit'],
  selector: ['domain', 'estimators', 'questionnaire', 'prices', 'service-kit', 'store', 'kube'],
  agent: [
    'domain',
    'estimators',
    'questionnaire',
    'prices',
    'cni',
    'journal',
    'pod-networks',
    'service-kit',
    'store',
    'kube',
    'collector',
    'prober',
    'selector',
  ],
  controllers: ['domain', 'questionnaire', 'prices', 'service-kit', 'kube'],
  installer: ['domain', 'cni', 'pod-networks', 'service-kit'],
  cli: ['domain', 'questionnaire', 'prices', 'service-kit', 'kube'],
  deploy: [
    'domain',
    'questionnaire',
    'prices',
    'service-kit',
    'kube',
    'agent',
    'controllers',
    'installer',
    'selector',
  ],
  web: ['domain (types)'],
  lab: ['domain', 'service-kit'],
  bench: ['domain', 'estimators', 'journal', 'prices', 'service-kit', 'kube', 'lab', 'store', 'selector'],
  setup: [],
}

/** npm packages a room may use; Node's own modules are free for every room that is not listed with `false`. */
const packages = {
  domain: ['typebox'],
  cni: [],
  estimators: ['simple-statistics'],
  questionnaire: ['typebox'],
  prices: ['typebox', 'csv-parse'],
  journal: [],
  'pod-networks': [],
  'cni-plugin': [],
  'service-kit': ['esbuild', 'fastify', '@fastify/', 'node-cron', 'pino', 'prom-client', 'typebox'],
  store: ['better-sqlite3', 'pg'],
  kube: ['@kubernetes/client-node', 'typebox', 'esbuild', 'ws', 'yaml'],
  collector: ['axios', 'ipaddr.js', 'simple-statistics', 'typebox'],
  quickjs: ['esbuild'],
  probe: [],
  prober: ['typebox', 'simple-statistics'],
  selector: ['fastify', '@fastify/', 'prom-client', 'typebox', 'simple-statistics', 'yaml'],
  agent: ['@fastify/static', 'yaml', 'prom-client', 'typebox'],
  controllers: ['fastify', 'prom-client', 'typebox'],
  installer: ['typebox'],
  cli: ['typebox', 'yaml', 'esbuild'],
  deploy: ['typebox', 'yaml'],
  web: ['preact', '@preact/', 'vite'],
  lab: ['yaml', 'typebox', 'playwright-core'],
  bench: ['simple-statistics'],
  setup: [],
}

const unit = '\\.test\\.tsx?$'

const walls = Object.entries(rooms).flatMap(([room, allowed]) => {
  const whole = allowed.filter((name) => !name.endsWith(' (types)'))
  const typesOnly = allowed
    .filter((name) => name.endsWith(' (types)'))
    .map((name) => name.replace(' (types)', ''))
  const reachable = [room, ...whole, ...typesOnly]
  const from = { path: `^${room}/`, pathNot: unit }
  const rules = [
    {
      name: `${room} keeps to its walls`,
      severity: 'error',
      from,
      to: { path: `^(${Object.keys(rooms).join('|')}|test)/`, pathNot: `^(${reachable.join('|')})/` },
    },
    {
      name: `${room} keeps to its packages`,
      severity: 'error',
      from,
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional'],
        pathNot: `^node_modules/(@types/|${packages[room].join('|') || 'none'})`,
      },
    },
  ]
  if (typesOnly.length > 0)
    rules.push({
      name: `${room} imports ${typesOnly.join(', ')} as types only`,
      severity: 'error',
      from,
      to: { path: `^(${typesOnly.join('|')})/`, dependencyTypesNot: ['type-only'] },
    })
  return rules
})

module.exports = {
  forbidden: [
    ...walls,
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    // `sockets` is a C module that programs are linked with
    {
      name: 'everything resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^sockets$' },
    },
    {
      name: 'what all programs share needs no platform',
      severity: 'error',
      from: { path: '^(cni|domain|journal|pod-networks)/', pathNot: unit },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the plugin touches the outside through its platform only',
      severity: 'error',
      from: { path: '^cni-plugin/', pathNot: `^cni-plugin/(platform/|build/)|${unit}` },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache|node_modules/.cache)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
