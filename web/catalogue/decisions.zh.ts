import type { DecisionsWords } from './decisions.en.ts'

/** The words of the list of decisions. */
export const chinese: DecisionsWords = {
  title: '决策',
  lead: '哪个 Pod 得到了哪个网络，以及原因。',
  last: '最近的决策',
  waiting: (count) => `${count} 条新决策，阅读完毕后显示`,
  older: '显示更早的',
  empty: '尚无 Pod 提出请求。启动一个 {annotation} 注解为空（{value}）的 Pod，为其所作的选择将在此显示。',
  got: '得到',
  wouldHaveGot: '本应得到',
  search: '查找决策',
  fields: {
    pod: 'Pod',
    namespace: '命名空间',
    network: '网络',
    outcome: '结果',
    from: '从',
    to: '到',
  },
  anyOutcome: '任意',
  clear: '清除',
  found: '找到',
  count: (count, hasMore) => (hasMore ? `${count} 条以上` : `${count} 条`),
  nothingFound: '保留的决策中没有符合条件的。名称须完整。',
  faults: {
    tooLong: '名称没有这么长：最多 253 个字符',
    noName: '不是 Kubernetes 名称：只能用小写字母、数字、- 和 .',
    noTime: '须为日期和时间，例如 2026-11-25 14:00',
    notAfter: '须晚于起始时间',
    noOutcome: '须为列表中的一项',
  },
}
