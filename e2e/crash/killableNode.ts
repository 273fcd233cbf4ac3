// A `busker node` that dies where its folder says so, and lives at the time its folder says. Takes the same arguments.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { forkLauncher } from '../../src/process/forkLauncher.ts'
import { runNode } from '../../src/cli/runNode.ts'
import { readSecret } from '../../src/cli/secrets.ts'
import { Terminal } from '../../src/cli/terminal.ts'
import { killPointObserver } from './killPoint.ts'
import { shiftClock } from './shiftedClock.ts'

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    data: { type: 'string', default: '' },
    network: { type: 'string' },
    'passphrase-fd': { type: 'string' },
  },
})
const shiftedChild = fileURLToPath(new URL('shiftedChild.ts', import.meta.url))
shiftClock(values.data)
const terminal = new Terminal(true)
try {
  await runNode({
    folder: values.data,
    networkFile: values.network,
    passphrase: () => readSecret('', Number(values['passphrase-fd'])),
    terminal,
    observer: killPointObserver(values.data),
    launcher: {
      launch: ({ entry, args }) =>
        forkLauncher.launch({ entry: shiftedChild, args: [values.data, entry, ...args] }),
    },
  })
} catch (error) {
  process.exitCode = terminal.failure(error)
}
