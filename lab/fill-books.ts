const effectiveFrom = '2026-01-01T00:00:00Z'
const egress = { direction: 'egress', unit: 'GB', currency: 'EUR', effectiveFrom } as const

/** What the ways out of the lab's node might cost: the wide one by the gigabyte, the narrow ones by the hour. */
const rates = [
  { network: 'macvlan-120m', ...egress, tiers: [{ upTo: 10_000, price: '0.09' }, { price: '0.07' }] },
  {
    ...{ network: 'macvlan-120m', ...egress, tiers: [{ price: '0.02' }] },
    schedule: { timeZone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' },
  },
  { network: 'routed-80m', ...egress, tiers: [{ price: '0.03' }] },
  { network: 'bridge-40m', ...egress, unit: 'interfaceHour', tiers: [{ price: '0.005' }] },
]

/** Two versions of what the lab's pods want, so that there is a change to look at. */
const wishes = [{ weights: { latency: 5 } }, { weights: { latency: 5, price: 4 }, namespaceDefault: true }]

/** Has the agent keep a price book and a profile for the lab's namespace, as an operator would write them. */
export async function fillBooks(pageUrl: string): Promise<void> {
  await write(pageUrl, 'POST', 'prices', { rates }, { 'if-none-match': '*' })
  const [first, second] = wishes
  const tag = await write(pageUrl, 'PUT', 'profiles/lab/calls', first, { 'if-none-match': '*' })
  await write(pageUrl, 'PUT', 'profiles/lab/calls', second, { 'if-match': tag })
}

/** The tag of what is there now. @throws an Error with the answer if the agent does not take it */
async function write(
  pageUrl: string,
  method: 'POST' | 'PUT',
  path: string,
  body: unknown,
  condition: Readonly<Record<string, string>>,
): Promise<string> {
  const headers = { 'content-type': 'application/json', ...condition }
  const answer = await fetch(new URL(`/api/v1/${path}`, pageUrl), {
    method,
    headers,
    body: JSON.stringify(body),
  })
  if (!answer.ok)
    throw new Error(`Cannot write ${path} as the agent answers ${answer.status}: ${await answer.text()}`)
  return answer.headers.get('etag') ?? ''
}
