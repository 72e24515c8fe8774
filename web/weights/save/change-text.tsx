import { weightsWords } from '../../catalogue/weights.ts'
import { CopyBlock } from '../../parts/copy-block.tsx'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { patchCommand } from '../patch-command.ts'
import { toYaml } from './to-yaml.ts'
import type { SaveTarget } from './use-target.ts'

/** The profile as YAML, and the command that makes exactly this change. */
export function ChangeText({ edit, target }: { edit: WeightEdit; target: SaveTarget }) {
  const { start, isChanged } = edit
  const words = weightsWords.value
  const ref = target.ref ?? { namespace: target.form.namespace.value.trim() || 'default', name: 'video' }
  const yaml = toYaml({
    apiVersion: 'cni-genie.io/v1alpha1',
    kind: 'SelectionProfile',
    metadata: { name: ref.name, namespace: ref.namespace },
    spec: target.spec,
  })
  return (
    <section class="stack" aria-labelledby="take-along-title">
      <h2 id="take-along-title" class="section__title">
        {words.takeAlong}
      </h2>
      <div class="take-along">
        <CopyBlock label={words.yaml} text={yaml} />
        <div class="stack">
          {target.isNew ? (
            <CopyBlock label={words.apply} text={`kubectl apply -f - <<'END'\n${yaml}END`} />
          ) : isChanged.value ? (
            <CopyBlock label={words.patch} text={patchCommand(ref, start.base.spec, target.spec)} />
          ) : (
            <p class="empty">{words.nothingToPatch}</p>
          )}
          {start.origin === 'api' && <p class="field__help">{words.patchApi}</p>}
        </div>
      </div>
    </section>
  )
}
