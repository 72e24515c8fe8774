import type { ReasonWords } from './reasons.en.ts'

/** What JSON calls a type. */
const types: Readonly<Record<string, string>> = {
  number: '数字',
  integer: '整数',
  string: '文本',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  null: '空',
}

/** The words of the server's sentences. */
export const chinese: ReasonWords = {
  list: '、',
  between: '；',

  kpi: {
    utilization: '拥塞',
    headroom: '余量',
    latency: '时延',
    jitter: '抖动',
    loss: '丢包',
    responseTime: '响应',
    applicationResponse: '应用',
    dropRatio: '丢弃',
    addressOccupancy: '地址',
    occupancy: '占用',
    subnets: '子网',
    price: '价格',
    fit: '契合',
  },
  unmeasured: '未测量',
  perGigabyte: (digits) => `每 GB ${digits}`,

  none: '没有网络',
  alone: (network) => `${network}：唯一能接纳此 Pod 的网络`,
  aloneMisses: (misses) => `，但未达 SLA（${misses}）`,
  difference: (kpi, signed, readings) => `${kpi} ${signed}（${readings}）`,
  versus: (one, other) => `${one} 对 ${other}`,
  against: ({ winner, runnerUp }, differences) => `${winner} 与 ${runnerUp} 相比：${differences}`,
  nearly: '，后者几乎一样好',
  hardly: ({ winner, runnerUp }, kpi, readings) =>
    `${winner}：略优于 ${runnerUp}，主要在于${kpi}（${readings}）`,
  level: ({ winner, runnerUp }) => `${winner}：与 ${runnerUp} 持平`,
  lessUsed: '，但容量占用更少',
  byName: '，按名称在前',
  noneMeets: (misses) => `；没有网络达到 SLA（${misses}）`,
  otherMisses: (misses) => `，后者未达 SLA（${misses}）`,

  drawn: (networks) => `在同样好的 ${networks} 中抽签决定`,
  money: (digits, currency) => `${digits} ${currency}`,
  costs: (money) => `预计每月费用 ${money}`,
  costsOther: (money, network) => `，在 ${network} 上为 ${money}`,
  withIt: (network) => `同时选用 ${network}，另一链路上最好的网络`,
  sharesLink: (network) => `未选 ${network}：它与已选网络共用链路`,
  tooFew: (picked, wanted) => `需要 ${wanted} 个，只选出 ${picked} 个：没有其他链路能接纳此 Pod`,
  not: (network, detail) => `未选 ${network}：${detail}`,
  norMore: (count) => `另有 ${count} 个未选`,

  miss: {
    most: (read, limit) => `${read}，上限 ${limit}`,
    least: (read, limit) => `${read}，下限 ${limit}`,
    critical: (read, limit) => `${read}，此项为关键指标，自 ${limit} 起不得分`,
  },
  read: (kpi, reading) => `${kpi} ${reading}`,

  exclusion: {
    'plugin-missing': ({ names }) => `未安装其插件 ${names}`,
    'not-ready': () => '其插件未就绪：{why}',
    'cooling-down': ({ seconds }) => `刚刚失败（{why}），${seconds} 秒内不予使用`,
    'addresses-exhausted': ({ has, of }) => `空闲地址：${has}，共 ${of}`,
    'attachments-exhausted': ({ of }) => `此节点的 ${of} 个名额均已占用`,
    tenancy: ({ tenancy, names, isForAll }) => {
      const those = isForAll ? '所有命名空间' : names === '' ? '无命名空间' : `命名空间 ${names}`
      if (tenancy === 'stranger') return `仅供${those}的 Pod 使用`
      return tenancy === 'isolated'
        ? `配置要求仅供指定命名空间使用的网络，而此网络供${those}使用`
        : `配置要求由其命名空间独占的网络，而此网络供${those}使用`
    },
    'not-allowed': ({ names }) => (names === '' ? '配置不允许任何网络' : `配置只允许 ${names}`),
    denied: () => '配置拒绝使用它',
    'capability-missing': ({ names }) => `配置要求它具备 ${names}`,
    'addresses-too-few': ({ has, needs }) => `空闲地址：${has}，而配置需要 ${needs}`,
    'family-missing': ({ names }) => `它不提供 ${names} 地址`,
    'mtu-too-small': ({ has, needs }) => `其 MTU 为 ${has}，而配置需要 ${needs}`,
    'device-missing': ({ names }) => `其插件需要设备${names === '' ? '' : ` ${names}`}，而 Pod 没有`,
    'over-budget': ({ has = 0, needs = 0, money }) =>
      `十个此类 Pod 中有九个每月至多花费 ${money(has)}，而预算为 ${money(needs)}`,
    'kpi-unknown': ({ kpis }) => `配置要求已知其${kpis}`,
    'sla-missed': ({ misses }) => misses,
  },

  rule: {
    minimum: ({ limit }) => `必须不小于 ${limit}`,
    maximum: ({ limit }) => `必须不大于 ${limit}`,
    exclusiveMinimum: ({ limit }) => `必须大于 ${limit}`,
    exclusiveMaximum: ({ limit }) => `必须小于 ${limit}`,
    minLength: ({ limit }) => `至少 ${limit} 个字符`,
    maxLength: ({ limit }) => `最多 ${limit} 个字符`,
    minItems: ({ limit }) => `至少 ${limit} 项`,
    maxItems: ({ limit }) => `最多 ${limit} 项`,
    type: ({ values }) => `必须是${types[values] ?? ` ${values}`}`,
    required: ({ values }) => `必须填写 ${values}`,
    enum: ({ values }) => `必须是以下之一：${values}`,
    additionalProperties: () => '没有此成员：请删除',
  },
}
