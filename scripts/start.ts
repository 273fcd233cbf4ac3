// npm start: builds the application and runs it. Arguments are Electron's.
import { createRequire } from 'node:module'
import { build } from 'electron-vite'
import { runToEnd } from './runToEnd.ts'

await build({ logLevel: 'warn' })
const electron = createRequire(import.meta.url)('electron') as string
process.exitCode = await runToEnd(electron, ['.', ...process.argv.slice(2)])
