import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Required before the program that a test starts. Not a variable: the programs that it starts would inherit it.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/genie-tests'))
