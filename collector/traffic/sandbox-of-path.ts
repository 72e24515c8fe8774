/**
 * The container that a cgroup path ends with, as CNI calls it: runtimes write `.../<id>` or, under systemd,
 * `.../cri-containerd-<id>.scope`. Empty for the root.
 */
export function sandboxOfPath(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/\.scope$/, '')
  return last.slice(last.lastIndexOf('-') + 1)
}
