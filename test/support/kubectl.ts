import { spawn } from 'node:child_process'
import { worksHere } from './works-here.ts'

/** Why there is no kubectl here, for the name of a suite; empty if there is. */
export const noKubectl = worksHere('kubectl', ['version', '--client'])
  ? ''
  : ' (skipped: there is no kubectl here)'

/** How kubectl ended. */
export interface KubectlResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs kubectl with a kubeconfig and a home of its own; 30 s at most. */
export async function kubectl(
  kubeconfig: string,
  args: readonly string[],
  input = '',
): Promise<KubectlResult> {
  const env = { PATH: process.env['PATH'], HOME: `${kubeconfig}.home`, KUBECONFIG: kubeconfig }
  const child = spawn('kubectl', args, { env, timeout: 30_000 })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { code, stdout, stderr }
}
