/** What CNI-Genie's confs may say and nobody needs any more; `datastore_type` and its like it ignored itself. */
const withoutEffect = [
  'cAdvisor_address',
  'datastore_type',
  'etcd_endpoints',
  'hostname',
  'kubernetes',
  'log_level',
  'policy',
  'romana_root',
  'segment_label_name',
]

/** The members of our own conf that are accepted and have no effect, each once, sorted. */
export function ignoredMembers(confs: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return withoutEffect.filter((member) => confs.some((conf) => member in conf))
}
