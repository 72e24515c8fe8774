import { expect, test } from 'vitest'
import { boardOf } from '../../test/support/board-of.ts'
import { networkOrder } from './network-order.ts'

test('networkOrder() leaves out networks that can take no pod', () => {
  expect(networkOrder(boardOf('beta', 'alpha', 'gamma!'))).toEqual(['beta', 'alpha'])
})
