import { dispatch } from '../../dispatch.ts'
import { quickJsPlatform } from './quickjs-platform.ts'

/** One call of a runtime. All that is outside is loaded when the executable is built (`start.c`). */
export const main = (): Promise<number> => dispatch(quickJsPlatform)
