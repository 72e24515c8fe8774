/** The word by which completions are asked for; it is in no help, as no person types it. */
export const completeWord = '__complete'

/** What kubectl runs to complete `kubectl genie`: it gives the words, and reads candidates and a directive. */
export const kubectlScript = `#!/bin/sh
exec kubectl-genie ${completeWord} "$@"
`

/** Scripts that complete `kubectl-genie` itself, by shell. */
export const shellScripts: Readonly<Record<string, string>> = {
  bash: `_kubectl_genie() {
  local candidate rest
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate rest; do
    [[ $candidate == :* ]] || COMPREPLY+=("$candidate")
  done < <(kubectl-genie ${completeWord} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _kubectl_genie kubectl-genie
`,
  zsh: `#compdef kubectl-genie
_kubectl_genie() {
  local line
  local -a candidates
  while IFS= read -r line; do
    [[ $line == :* ]] || candidates+=("\${\${line//:/\\\\:}/$'\\t'/:}")
  done < <(kubectl-genie ${completeWord} "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe 'kubectl genie' candidates
}
compdef _kubectl_genie kubectl-genie
`,
  fish: `complete -c kubectl-genie -f -a "(kubectl-genie ${completeWord} (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null | string match -v ':*')"
`,
}
