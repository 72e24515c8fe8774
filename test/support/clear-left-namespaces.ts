import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Removes what a process that is gone has left: namespaces `<prefix>-<its pid>-...`, and what runs in them. */
export function clearLeftNamespaces(prefix: string): void {
  const names = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' }).matchAll(/^\S+/gm)
  for (const [name] of names) {
    const [, pid] = new RegExp(`^${prefix}-(\\d+)-`).exec(name) ?? []
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue
    try {
      for (const [left] of execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).matchAll(/\d+/g))
        process.kill(Number(left), 'SIGKILL')
      execFileSync('ip', ['netns', 'delete', name], { stdio: 'ignore' })
    } catch {
      // Somebody else is at it as well
    }
  }
}
