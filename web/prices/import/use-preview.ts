import { useState } from 'preact/hooks'
import type { PricePreview } from '../../../domain/price-answers.ts'
import type { PriceImport } from '../../../domain/price-import.ts'
import { faultOf, type ApiFault } from '../../api/api-fault.ts'
import type { Client } from '../../api/client.ts'
import { addPrices, previewPrices, readPrices } from '../../api/prices.ts'

/** What an import would make of the newest book, and of which one that was said. */
export interface Previewed {
  readonly given: string
  readonly preview: PricePreview
  /** By which the book is known that it was compared with. */
  readonly match: string
}

/** An import as it is looked at and saved. */
export function usePreview(client: Client, onSaved: (version: number) => void) {
  const [previewed, setPreviewed] = useState<Previewed | undefined>(undefined)
  const [refusal, setRefusal] = useState<ApiFault | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await work()
    } catch (error) {
      setPreviewed(undefined)
      setRefusal(faultOf(error))
    } finally {
      setBusy(false)
    }
  }
  const look = (given: PriceImport) =>
    attempt(async () => {
      const { signal } = new AbortController()
      const { tag, prices } = await readPrices(client, undefined, signal)
      const preview = await previewPrices(client, given, signal)
      const match = prices.versions.length === 0 ? 'new' : (tag ?? 'new')
      setPreviewed({ given: JSON.stringify(given), preview, match })
    })
  const save = ({ given, match }: Previewed) =>
    attempt(async () => {
      const { version } = await addPrices(client, JSON.parse(given) as PriceImport, match)
      setPreviewed(undefined)
      onSaved(version)
    })
  return { previewed, refusal, isBusy, look, save }
}
