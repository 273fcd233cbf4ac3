// Runs a child's program on a machine whose clock is wrong: child.ts SKEW_MS PROGRAM.
import { pathToFileURL } from 'node:url'
import { skewClock } from './skewClock.ts'

const [skew, program] = process.argv.slice(2)
if (program === undefined) throw new Error('A skew and a program are wanted.')
skewClock(Number(skew))
await import(pathToFileURL(program).href)
