// npm run layers: writes the diagrams and the table of layers in ARCHITECTURE.md anew.
import { readFile, writeFile } from 'node:fs/promises'
import { withLayersChapter } from '../lint/architecture.ts'

const file = 'ARCHITECTURE.md'
await writeFile(file, withLayersChapter(await readFile(file, 'utf8')))
