import { Type } from 'typebox'
import { PricePreview, PriceVersions } from '../../domain/price-answers.ts'
import { noPrices, PriceBook } from '../../domain/price-book.ts'
import { PriceImport } from '../../domain/price-import.ts'
import { changesBetween } from '../../prices/import/changes-between.ts'
import { nextBook } from '../../prices/import/next-book.ts'
import { nextChange } from '../../prices/rates-at.ts'
import { callerOf } from '../../service-kit/access/guard-routes.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import { expectedVersion, isKnownTag, versionTag } from '../../service-kit/entity-tag.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { priceBookKind, priceBookName } from '../definitions/parse-price-book-resource.ts'
import type { PriceApi } from '../prices/price-api.ts'
import { Fault } from './fault.ts'
import { writesPerMinute } from './intent-parameters.ts'
import { addPriceOutlookRoutes } from './price-outlook-routes.ts'

const tags = ['prices']
const faults = {
  400: Fault,
  401: Fault,
  403: Fault,
  404: Fault,
  412: Fault,
  413: Fault,
  422: Fault,
  428: Fault,
}
const resource = 'pricebooks'
/** A table of thousands of rates. */
const bodyLimit = 1_048_576

/** The price book and its versions: they are read, looked at before they are made, and made; never changed. */
export function addPriceRoutes(server: HttpServer, api: PriceApi): void {
  addPriceOutlookRoutes(server, api)
  const { books, clock, access } = api
  server.get(
    '/api/v1/prices',
    {
      config: { access: { verb: 'list', resource } },
      schema: {
        tags,
        summary: 'The price book that counts, or one of its versions, with its ETag',
        querystring: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 0 })) }),
        response: { 200: PriceVersions, 304: Type.Null(), 404: Fault },
      },
    },
    async (request, reply) => {
      const { version } = request.query
      const all = [...books.versions, noPrices]
      const book = version === undefined ? books.current : all.find((each) => each.version === version)
      if (book === undefined)
        throw new ApiFault(
          404,
          `Cannot find version ${version} of the price book: see versions of /api/v1/prices`,
        )
      const tag = versionTag(book.version)
      reply.header('etag', tag)
      if (isKnownTag(request.headers, tag)) return await reply.code(304).send(null)
      const versions = books.versions.map((each) => ({ version: each.version, rates: each.rates.length }))
      return { book, versions, nextChangeAt: nextChange(book, clock.nowMs()) }
    },
  )
  server.post(
    '/api/v1/prices/preview',
    {
      bodyLimit,
      config: { access: { verb: 'list', resource }, maxPerMinute: writesPerMinute },
      schema: {
        tags,
        summary: 'What an import would make of the price book; saves nothing',
        body: PriceImport,
        response: { 200: PricePreview, ...faults },
      },
    },
    ({ body }) => {
      const book = bookOf(books.current, body)
      return { book, changes: changesBetween(books.current, book) }
    },
  )
  server.post(
    '/api/v1/prices',
    {
      bodyLimit,
      config: { access: { verb: 'create', resource }, maxPerMinute: writesPerMinute },
      schema: {
        tags,
        summary:
          'Add a version of the price book: If-Match with the ETag of the newest, or If-None-Match: * for the first',
        body: PriceImport,
        response: { 201: PriceBook, ...faults },
      },
    },
    async (request, reply) => {
      const expected = expectedVersion(request.headers)
      const { current } = books
      if (expected !== undefined && (expected ?? 0) !== current.version) throw outrun(current)
      const book = bookOf(current, request.body)
      const name = priceBookName(book.version)
      const change = { kind: priceBookKind, namespace: '', name, spec: book, expected: null }
      const written = await access.use(request, (intents) =>
        intents.write({ ...change, by: callerOf(request).name, at: clock.nowMs() }),
      )
      if (written === 'conflict') throw outrun(current)
      await access.onWritten()
      books.refresh()
      return reply.code(201).header('etag', versionTag(book.version)).send(book)
    },
  )
}

function bookOf(before: PriceBook, imported: PriceImport): PriceBook {
  const next = nextBook(before, imported)
  if ('book' in next) return next.book
  const [first] = next.faults
  const place = first === undefined ? '' : `: ${first.pointer} ${first.detail}`
  throw new ApiFault(422, `Cannot take these prices${place}`, next.faults)
}

function outrun({ version }: PriceBook): ApiFault {
  return new ApiFault(
    412,
    `Cannot add this version of the price book as version ${version} or a newer one is not what was read: read it again`,
  )
}
