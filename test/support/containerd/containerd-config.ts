/** Where a containerd of a test has its things. */
export interface ContainerdPaths {
  readonly root: string
  readonly state: string
  readonly socket: string
  readonly confDir: string
  readonly binDir: string
}

/** A path in TOML: the paths of tests hold nothing that would have to be escaped. */
const text = (value: string) => `"${value}"`

/** The configuration of a containerd that shares nothing with any other (config version 2, which 1.6 to 2.x read). */
export const containerdConfig = (paths: ContainerdPaths, sandboxImage: string): string => `version = 2
root = ${text(paths.root)}
state = ${text(paths.state)}
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.internal.v1.tracing", "io.containerd.nri.v1.nri"]
[grpc]
  address = ${text(paths.socket)}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = ${text(sandboxImage)}
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    conf_dir = ${text(paths.confDir)}
    bin_dir = ${text(paths.binDir)}
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "native"
`
