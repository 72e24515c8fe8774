import { useState } from 'preact/hooks'
import type { ReadonlySignal } from '@preact/signals'
import type { ExpectedCosts } from '../../../domain/price-answers.ts'
import { readExpected } from '../../api/prices.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { pricesWords } from '../../catalogue/prices.ts'
import { formatMoney } from '../../format/money.ts'
import { formatNumber } from '../../format/number.ts'
import { formatShare } from '../../format/share.ts'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { Empty } from '../../parts/empty.tsx'
import { SortHeader, type Order } from '../../parts/sort-header.tsx'
import { orderedOwners } from './ordered-owners.ts'
import { cheapestOf, namespaceOf, sumsOf, type NamespaceCost } from './sums-of.ts'

type Owner = ExpectedCosts['owners'][number]

/** What pods are expected to cost in a month on every network, by owner and by namespace. */
export function ExpectedCostsSection({ round }: { round: ReadonlySignal<number> }) {
  const { client } = usePage()
  const words = pricesWords.value
  const answer = useAnswer((signal) => readExpected(client, undefined, signal), [client, round.value])
  return (
    <section class="section" aria-labelledby="expected-title">
      <div class="section__head">
        <h2 id="expected-title" class="section__title">
          {words.expected}
        </h2>
        <p class="section__aside">{words.expectedNote}</p>
      </div>
      <Awaited answer={answer} rows={5}>
        {(costs) =>
          costs.owners.length === 0 ? <Empty>{words.noOwners}</Empty> : <CostTable costs={costs} />
        }
      </Awaited>
    </section>
  )
}

function CostTable({ costs }: { costs: ExpectedCosts }) {
  const words = pricesWords.value
  const [order, setOrder] = useState<Order<string>>({ by: '', isDescending: false })
  const networks = [...new Set(costs.owners.flatMap((owner) => owner.networks.map(({ network }) => network)))]
  return (
    <>
      <div class="sideways" role="region" aria-label={words.expected} tabIndex={0}>
        <table class="table costs">
          <thead>
            <tr>
              <SortHeader column="" order={order} onOrder={setOrder}>
                {words.owner}
              </SortHeader>
              <th scope="col">{words.pods}</th>
              <th scope="col">{words.uses}</th>
              {networks.map((network) => (
                <SortHeader key={network} column={network} order={order} onOrder={setOrder}>
                  {network}
                </SortHeader>
              ))}
            </tr>
          </thead>
          {sumsOf(costs).map((sum) => (
            <tbody key={sum.namespace}>
              <NamespaceRow sum={sum} networks={networks} />
              {orderedOwners(
                costs.owners.filter((owner) => namespaceOf(owner) === sum.namespace),
                order,
              ).map((owner) => (
                <OwnerRow key={owner.use.owner} owner={owner} networks={networks} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {costs.leftOut > 0 && <p class="costs__aside">{words.leftOut(costs.leftOut)}</p>}
    </>
  )
}

function NamespaceRow({ sum, networks }: { sum: NamespaceCost; networks: readonly string[] }) {
  const words = pricesWords.value
  const cheapest = cheapestOf(sum.networks)
  return (
    <tr class="costs__namespace">
      <th scope="rowgroup">{sum.namespace}</th>
      <PodsCell pods={sum.pods} />
      <td>
        {words.owners(sum.owners)}
        <span class="costs__aside">
          {sum.pods === null ? words.notCounted : words.sumBasis(formatShare(sum.confidence))}
        </span>
      </td>
      {networks.map((network) => {
        const { perMonth = null, currency = '' } = sum.networks.find((each) => each.network === network) ?? {}
        return (
          <td key={network} class="table__number">
            {perMonth === null ? words.unknown : formatMoney(perMonth, currency)}
            {network === cheapest && <Cheapest />}
          </td>
        )
      })}
    </tr>
  )
}

function OwnerRow({
  owner: { use, pods, networks: costs },
  networks,
}: {
  owner: Owner
  networks: readonly string[]
}) {
  const words = pricesWords.value
  const costsOf = (network: string) => costs.find((each) => each.network === network)
  const cheapest = cheapestOf(
    networks.map((network) => {
      const { currency = '', perMonth = null } = costsOf(network)?.cost ?? {}
      return { network, currency, perMonth }
    }),
  )
  return (
    <tr>
      <th scope="row" class="costs__owner">
        {use.owner.split('/').slice(1).join('/')}
      </th>
      <PodsCell pods={pods} />
      <td>
        {words.useOf(formatNumber(use.egressGigabytes), formatNumber(use.ingressGigabytes))}
        <span class="costs__aside">{words.basis(words.bases[use.basis], formatShare(use.confidence))}</span>
      </td>
      {networks.map((network) => {
        const { cost = null, monthly = null } = costsOf(network) ?? {}
        return (
          <td key={network} class="table__number">
            {monthly === null ? words.unknown : formatMoney(monthly.perMonth, monthly.currency)}
            {network === cheapest && <Cheapest />}
            {cost && (
              <span class="costs__aside">{words.onePod(formatMoney(cost.perMonth, cost.currency))}</span>
            )}
            {cost && (
              <span class="costs__aside">
                {words.nineOfTen(formatMoney(cost.perMonthP90, cost.currency))}
              </span>
            )}
          </td>
        )
      })}
    </tr>
  )
}

const PodsCell = ({ pods }: { pods: number | null }) => (
  <td class="table__number">{pods === null ? pricesWords.value.unknown : formatNumber(pods)}</td>
)

const Cheapest = () => <span class="costs__cheapest">{pricesWords.value.cheapest}</span>
