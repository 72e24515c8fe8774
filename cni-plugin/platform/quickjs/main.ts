import { exit } from 'sys'
import { dispatch } from '../../dispatch.ts'
import { quickJsPlatform } from './quickjs-platform.ts'

exit(await dispatch(quickJsPlatform))
