import type { NodeFacts } from '../../domain/node-facts.ts'
import type { Finding } from './doctor-report.ts'

const category = 'Nodes' as const

/** Whether pods of a node go through genie, and have networks that work to choose from. */
export function judgeConfDir({ node, confDir, confFiles, mode }: NodeFacts): Finding[] {
  const valid = confFiles.filter(({ kind }) => kind !== 'fault')
  const networks = confFiles.filter(({ kind }) => kind === 'network')
  const findings: Finding[] = [orderFinding(node, confDir, valid)]
  for (const { file, fault } of confFiles.filter(({ kind }) => kind === 'fault'))
    findings.push({
      category,
      level: 'warning',
      what: `${node}: ${file} cannot be used: ${fault ?? 'nobody said why'}`,
      hint: 'Put it right or take it away; nobody gets that network',
    })
  for (const { network, missingPlugin } of networks)
    if (missingPlugin !== null)
      findings.push({
        category,
        level: 'warning',
        what: `${node}: network ${network ?? ''} needs the plugin ${missingPlugin}, which is not installed`,
        hint: 'Install it into the bin dir of the runtime; until then the network is never picked',
      })
  if (networks.length === 0)
    findings.push({
      category,
      level: 'failed',
      what: `${node}: ${confDir} has no network to choose from`,
      hint: 'Install a network plugin, such as Calico or Flannel, beside CNI-Genie',
    })
  else if (networks.length === 1 && mode === 'attach')
    findings.push({
      category,
      level: 'warning',
      what: `${node}: there is one network only, so there is nothing to choose`,
      hint: 'Put the conf of another network into the conf dir',
    })
  return findings
}

function orderFinding(node: string, confDir: string, valid: NodeFacts['confFiles']): Finding {
  const [first] = valid
  const own = valid.find(({ kind }) => kind === 'own')
  if (own === undefined)
    return {
      category,
      level: 'failed',
      what: `${node}: no conf of CNI-Genie is in ${confDir}, so that pods do not go through it`,
      hint: "Restart its agent, whose init container puts it there: see the init container's log",
    }
  if (first !== own)
    return {
      category,
      level: 'failed',
      what: `${node}: ${first?.file ?? ''} comes before ${own.file}, so that pods do not go through CNI-Genie`,
      hint: 'Rename it, or install with a conf.name that comes first',
    }
  return { category, level: 'ok', what: `${node}: pods go through ${own.file}` }
}
