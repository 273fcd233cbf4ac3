// npm start [-- --network FILE] [ARGUMENT…]: builds the application and runs it, on the network whose profile FILE is, or on
// a local one with play money. Other arguments are Electron's.
import { createRequire } from 'node:module'
import { build } from 'electron-vite'
import { defaultLocalnetFolder } from '../src/localnet/defaultFolder.ts'
import { toErrorData } from '../src/shared/errors.ts'
import { runToEnd } from './runToEnd.ts'
import { LocalWorld } from './start/localWorld.ts'
import { readStartArguments } from './start/startArguments.ts'

const { networkFile, others } = readStartArguments(process.argv.slice(2))
const say = (sentence: string): void => console.log(sentence)

// The terminal's Ctrl-C reaches the application too; what was started here is stopped when that has ended.
process.on('SIGINT', () => undefined)

const world =
  networkFile === null
    ? new LocalWorld({
        folder: defaultLocalnetFolder,
        say,
        onFailure: ({ message }) => say(`The local network failed: ${message}`),
      })
    : null
try {
  await Promise.all([build({ logLevel: 'warn' }), world?.start()])
  const electron = createRequire(import.meta.url)('electron') as string
  // Chromium refuses to run as root with its sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const network = networkFile === null ? [] : [`--busker-network=${networkFile}`]
  process.exitCode = await runToEnd(electron, ['.', ...sandbox, ...network, ...others])
} catch (error) {
  const { code, message } = toErrorData(error)
  console.error(`${message} (${code})`)
  process.exitCode = 1
} finally {
  await world?.stop()
}
