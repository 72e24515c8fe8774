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
}
