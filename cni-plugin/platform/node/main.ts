import { dispatch } from '../../dispatch.ts'
import { nodePlatform } from './node-platform.ts'

process.exitCode = await dispatch(nodePlatform())
