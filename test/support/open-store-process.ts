import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { makeDecision } from './store-records.ts'

/** A process that opens the database that its first argument names, stores the decision that its second names, and ends. */
const [, , path = '', id = ''] = process.argv
await using stores = await openSqliteStores(path)
await stores.decisions.insert(makeDecision({ id }))
