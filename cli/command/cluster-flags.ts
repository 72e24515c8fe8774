import type { FlagSpec } from './command.ts'

const helpFlag: FlagSpec = { type: 'switch', short: 'h', summary: 'What the command does, with examples' }
const colourFlag: FlagSpec = {
  type: 'switch',
  summary: 'No colours; NO_COLOR in the environment says the same',
}

/** What every command takes. */
export const everywhereFlags: Readonly<Record<string, FlagSpec>> = { 'no-color': colourFlag, help: helpFlag }

/** What every command takes that talks to a cluster. They mean what they mean to kubectl. */
export const clusterFlags: Readonly<Record<string, FlagSpec>> = {
  context: {
    type: 'text',
    placeholder: 'NAME',
    summary: 'The context of the kubeconfig',
    completes: 'contexts',
  },
  kubeconfig: {
    type: 'text',
    placeholder: 'FILE',
    summary: 'The kubeconfig; KUBECONFIG, else ~/.kube/config',
  },
  as: { type: 'text', placeholder: 'USER', summary: 'Ask as another user' },
  'request-timeout': {
    type: 'text',
    placeholder: 'TIME',
    summary: 'The longest that one request may take, such as 5s; 10s if left out',
  },
  'genie-namespace': {
    type: 'text',
    placeholder: 'NAME',
    summary: 'Where CNI-Genie is installed; found by its labels if left out',
    completes: 'namespaces',
  },
  ...everywhereFlags,
}

/** `-n`: where a pod is, or the objects. */
export const namespaceFlag: FlagSpec = {
  type: 'text',
  short: 'n',
  placeholder: 'NAME',
  summary: "The namespace; the context's if left out",
  completes: 'namespaces',
}

/** `-A`. */
export const allNamespacesFlag: FlagSpec = { type: 'switch', short: 'A', summary: 'All namespaces' }

/** `-o`, with what the command can print. */
export const outputFlag = (...choices: readonly string[]): FlagSpec => ({
  type: 'text',
  short: 'o',
  placeholder: choices.join('|'),
  summary: 'How it is printed; a table if left out',
  choices,
})

/** `--node`. */
export const nodeFlag: FlagSpec = {
  type: 'text',
  placeholder: 'NAME',
  summary: 'Only this node',
  completes: 'nodes',
}

/** `-w`. */
export const watchFlag: FlagSpec = { type: 'switch', short: 'w', summary: 'Again and again, until Ctrl-C' }
