import { openDatabase } from '../../store/sqlite/open-database.ts'

/** Begins `<path>0` to `<path>59` one after the other, as others do at the same time. */
const [path = ''] = process.argv.slice(2)
for (let number = 0; number < 60; number += 1) (await openDatabase(path + String(number))).close()
