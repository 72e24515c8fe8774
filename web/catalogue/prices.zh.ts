import type { PricesWords } from './prices.en.ts'

/** The words of the prices. */
export const chinese: PricesWords = {
  title: '价格',
  lead: '各网络的费用，以及 Pod 的预计费用。',
  empty: '尚无价格。导入价格表后将在此显示。',
  version: (version, rates) => `版本 ${version}：${rates} 条费率`,
}
