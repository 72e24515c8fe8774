import type { ChangedDecision } from '../../../domain/what-if.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { decisionHref } from '../../page/route.ts'
import { usePage } from '../../page/page-parts.ts'
import { Moment } from '../../parts/moment.tsx'

/** Some of the decisions that change, each with the link to how it was made. */
export function ChangedSample({ sample }: { sample: readonly ChangedDecision[] }) {
  const { model } = usePage()
  const words = insightWords.value
  return (
    <div>
      <h3 class="chart__title insight__subtitle">{words.sample}</h3>
      <div class="sideways insight__sample" role="group" aria-label={words.sample} tabIndex={0}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.pod}</th>
              <th scope="col">{words.move}</th>
              <th scope="col">{words.reason}</th>
              <th scope="col">{words.when}</th>
            </tr>
          </thead>
          <tbody>
            {sample.map(({ id, at, pod, from, to, reason }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={decisionHref(id)}>
                    {pod.namespace}/{pod.name}
                  </a>
                </th>
                <td class="insight__move">
                  {from} → <b>{to ?? words.noNetwork}</b>
                </td>
                <td class="insight__reason" lang="en">
                  {reason}
                </td>
                <td class="insight__when">
                  <Moment at={at} now={model.now} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
