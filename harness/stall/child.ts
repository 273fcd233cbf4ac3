// Runs a program that notes how long its event loop stands still: child.ts PROGRAM [ARGUMENT…].
import { pathToFileURL } from 'node:url'
import { startStallMeter } from './stallMeter.ts'

const [program] = process.argv.splice(2, 1)
if (program === undefined) throw new Error('A program is wanted.')
startStallMeter()
await import(pathToFileURL(program).href)
