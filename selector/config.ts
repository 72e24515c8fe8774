import { hostname } from 'node:os'
import { Type, type Static } from 'typebox'
import { AccessSettings } from '../service-kit/access/access-settings.ts'

/** The standing selector's settings, all from the environment. */
export const SelectorConfig = Type.Object({
  /** What is read: the cluster's PostgreSQL as a URL, or the SQLite file of one agent. */
  GENIE_DB: Type.String({ default: '/var/lib/genie/genie.db' }),
  /** Where page and API are served: host:port or unix:/path. */
  GENIE_HTTP: Type.String({ default: '127.0.0.1:8483' }),
  ...AccessSettings.properties,
  /** Names besides loopback by which browsers may call it, with commas between them. */
  GENIE_HOSTS: Type.Optional(Type.String()),
  /** The built page. */
  GENIE_WEB_DIR: Type.String({ default: new URL('../dist/web', import.meta.url).pathname }),
  GENIE_LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  /** Whose file it is, where a file is read. */
  NODE_NAME: Type.String({ default: hostname() }),
  /** Where kube-scheduler asks as of its extender: host:port. Nobody is listened to if left out. */
  GENIE_EXTENDER: Type.Optional(Type.String()),
  /** Files of the certificate and its key that the scheduler sees, as PEM; plain HTTP without them. */
  GENIE_EXTENDER_CERT: Type.Optional(Type.String()),
  GENIE_EXTENDER_KEY: Type.Optional(Type.String()),
  /** A file with the CA of those schedulers that may ask; anybody who gets there if left out. */
  GENIE_EXTENDER_CLIENT_CA: Type.Optional(Type.String()),
  /** The API server, by whose profiles and Networks is judged; without it our pod's service account says where it is. */
  KUBECONFIG: Type.Optional(Type.String()),
  /** Set in every pod of a cluster that lets it reach the API. */
  KUBERNETES_SERVICE_HOST: Type.Optional(Type.String()),
  /** `off`: a pod that has no right in the API does not ask it. */
  GENIE_CLUSTER: Type.Union([Type.Literal('on'), Type.Literal('off')], { default: 'on' }),
  /** The namespace that agents run in: its default SelectionProfile is the cluster's. */
  POD_NAMESPACE: Type.String({ default: 'cni-genie' }),
})
export type SelectorConfig = Static<typeof SelectorConfig>
