// npm run errors: writes docs/errors.md anew.
import { writeFile } from 'node:fs/promises'
import { errorsPage } from './errorsPage.ts'

await writeFile('docs/errors.md', errorsPage())
