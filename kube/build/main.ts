import { join } from 'node:path'
import { bundleKubeConfig } from './bundle-kube-config.ts'

const output = join(import.meta.dirname, '../../dist/kube-config.mjs')
const bytes = await bundleKubeConfig(output)
process.stdout.write(`${output}: ${(bytes / 1e3).toFixed(0)} kB, KubeConfig of @kubernetes/client-node\n`)
