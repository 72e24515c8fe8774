import { noPrices, type PriceBook } from '../../domain/price-book.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { KubeError } from '../../kube/kube-error.ts'
import { kinds } from '../../kube/kinds.ts'
import { changesBetween } from '../../prices/import/changes-between.ts'
import { nextBook } from '../../prices/import/next-book.ts'
import { faultsText, parsePriceBook } from '../../prices/parse-price-book.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { listAll } from '../cluster/list-all.ts'
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import { changesTable, ratesTable, versionsText } from './prices-table.ts'
import { readImport } from './read-import.ts'

/** Prints the price book, or what an import makes of it. */
export async function runPrices(call: Call): Promise<ExitCode> {
  if (!('Temporal' in globalThis))
    throw new Error(`Cannot tell time zones with Node ${process.versions.node}: take Node 26 or newer`)
  const cluster = await call.cluster()
  const books = await readBooks(cluster, call)
  const path = call.flags.text('import')
  return path === undefined ? printBook(books, call) : importFile(cluster, books[0] ?? noPrices, path, call)
}

function printBook(books: readonly PriceBook[], call: Call): ExitCode {
  const { paint, columns } = call.terminal
  const book = books[0] ?? noPrices
  const versions = books.map(({ version }) => version)
  printDocument(call, {
    document: { book, versions },
    names: versions.map((version) => `v${version}`),
    table: () =>
      versionsText(book, versions) + (book.version === 0 ? '' : ratesTable(book.rates, { paint, columns })),
  })
  return exitCodes.ok.code
}

async function importFile(cluster: Cluster, before: PriceBook, path: string, call: Call): Promise<ExitCode> {
  const { paint, columns } = call.terminal
  const next = nextBook(before, await readImport(path, call))
  if ('faults' in next) throw new Error(`Cannot import ${path}: ${faultsText(next.faults)}`)
  const { book } = next
  const changes = changesBetween(before, book)
  const isPreview = call.flags.isOn('preview')
  if (!isPreview) await create(cluster, book)
  printDocument(call, {
    document: { book, changes, isPreview },
    names: [`v${book.version}`],
    table: () =>
      (changes.length === 0 ? 'No rate is changed\n' : changesTable(changes, { paint, columns })) +
      (isPreview ? `Version ${book.version} would count\n` : `Version ${book.version} counts\n`),
  })
  return exitCodes.ok.code
}

/** The name keeps two from making the same version. */
async function create(cluster: Cluster, book: PriceBook): Promise<void> {
  const name = `v${book.version}`
  const object = {
    apiVersion: resourceApiVersion,
    kind: kinds.priceBook.kind,
    metadata: { name },
    spec: book,
  }
  try {
    await cluster.client.create(kinds.priceBook, object, { timeoutMs: cluster.requestTimeoutMs })
  } catch (error) {
    if (error instanceof KubeError && error.status === 409)
      throw new Error(`Cannot add ${name} as somebody else has just done so: look at it, and try again`, {
        cause: error,
      })
    throw error
  }
}

/** Newest first; one that makes no sense is told of and left out, as agents do. */
async function readBooks(cluster: Cluster, { terminal }: Call): Promise<readonly PriceBook[]> {
  const objects = await listAll(cluster, kinds.priceBook)
  const books = objects.flatMap(({ metadata, spec }) => {
    const parsed = parsePriceBook(spec)
    if ('book' in parsed && metadata.name === `v${parsed.book.version}`) return [parsed.book]
    terminal.warn(
      `PriceBook ${metadata.name} is passed over: ${'faults' in parsed ? faultsText(parsed.faults) : 'its name is not v and its version'}`,
    )
    return []
  })
  return books.sort((one, other) => other.version - one.version)
}
