import { NodeFacts } from '../../domain/node-facts.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { AgentConfig } from '../config.ts'
import { readConfFiles } from './read-conf-files.ts'

/** What is needed to judge a node from afar: who serves it, how, and in which order the runtime finds its confs. */
export function addNodeFactsRoutes(server: HttpServer, config: AgentConfig, version: string): void {
  const { NODE_NAME: node, GENIE_MODE: mode, GENIE_CONF_DIR: confDir, GENIE_BIN_DIR: binDirs } = config
  server.get(
    '/api/v1/node',
    {
      config: { access: { verb: 'get', resource: 'nodes' } },
      schema: {
        tags: ['node'],
        summary: 'Version and mode of the agent, and the files of the conf dir in their order',
        response: { 200: NodeFacts },
      },
    },
    () => ({ node, version, mode, confDir, confFiles: readConfFiles(confDir, binDirs) }),
  )
}
