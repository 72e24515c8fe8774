import type { WeightsWords } from './weights.en.ts'

/** The words of the weights. */
export const chinese: WeightsWords = {
  title: '权重',
  lead: '选择网络时，各项指标各占多少分量。',
}
