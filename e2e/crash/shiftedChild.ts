// Runs a child's program with the clock that a folder says: shiftedChild.ts FOLDER PROGRAM.
import { pathToFileURL } from 'node:url'
import { shiftClock } from './shiftedClock.ts'

const [folder, program] = process.argv.slice(2)
if (folder === undefined || program === undefined) throw new Error('A folder and a program are wanted.')
shiftClock(folder)
await import(pathToFileURL(program).href)
