import type { NodesWords } from './nodes.en.ts'

/** The words of all nodes. */
export const chinese: NodesWords = {
  title: '节点',
  lead: '所有节点的全部网络一览。',
  byState: '按状态统计所有节点的网络',
  empty: '尚无节点报告。',
  find: '查找节点',
  order: '排序',
  orders: { worst: '需要关注的在前', name: '按名称' },
  count: (shown, all) => (shown === all ? `${all} 个节点` : `${all} 个节点中的 ${shown} 个`),
  none: '没有这样的节点。',
  node: '节点',
  seen: (ago) => `${ago}见过`,
  used: (share) => `，已用 ${share}`,
}
