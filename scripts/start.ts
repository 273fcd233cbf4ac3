// npm start [-- --network FILE] [ARGUMENT…]: builds the application and runs it, on the network whose profile FILE is, or on
// a local one with play money. Other arguments are Electron's.
import { createRequire } from 'node:module'
import { build } from 'electron-vite'
import { defaultLocalnetFolder } from '../src/localnet/defaultFolder.ts'
import { toErrorData } from '../src/shared/errors.ts'
import { runToEnd } from './runToEnd.ts'
import { LocalnetWithArtist } from './start/localnetWithArtist.ts'
import { readStartArguments } from './start/startArguments.ts'

const { networkFile, others } = readStartArguments(process.argv.slice(2))
const say = (sentence: string): void => console.log(sentence)

/** Told to end before there was an application to tell. The terminal's Ctrl-C reaches the application by itself. */
let isOver = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (isOver = true))

const localnet =
  networkFile === null
    ? new LocalnetWithArtist({
        folder: defaultLocalnetFolder,
        onMessage: say,
        onFailure: ({ message }) => say(`The local network failed: ${message}`),
      })
    : null
try {
  await Promise.all([build({ logLevel: 'warn' }), localnet?.start()])
  const electron = createRequire(import.meta.url)('electron') as string
  // Chromium refuses to run as root with its sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const network = networkFile === null ? [] : [`--busker-network=${networkFile}`]
  if (!isOver) process.exitCode = await runToEnd(electron, ['.', ...sandbox, ...network, ...others])
} catch (error) {
  const { code, message } = toErrorData(error)
  console.error(`${message} (${code})`)
  process.exitCode = 1
} finally {
  await localnet?.stop()
}
