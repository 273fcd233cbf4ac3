// node build/run.ts PROGRAM [ARGUMENT…]: runs a program of the tree, such as src/cli/main.ts, from its bundle.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildPrograms } from './programs.ts'

const [program] = process.argv.splice(2, 1)
if (program === undefined) throw new Error('A program is wanted.')
const bundle = join(await buildPrograms(), program.replace(/\.ts$/, '.js'))
process.argv[1] = bundle
await import(pathToFileURL(bundle).href)
