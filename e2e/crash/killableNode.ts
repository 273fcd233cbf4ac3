// A `busker node` that dies where its folder says so, and lives at the time its folder says. Takes the same arguments.
import { parseArgs } from 'node:util'
import { skewClock } from '../../harness/wrongClock/skewClock.ts'
import { wrongClockLauncher } from '../../harness/wrongClock/wrongClockLauncher.ts'
import { runNode } from '../../src/cli/runNode.ts'
import { readSecret } from '../../src/cli/secrets.ts'
import { Terminal } from '../../src/cli/terminal.ts'
import { killPointObserver } from './killPoint.ts'
import { clockSkewOf } from './clockSkew.ts'

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    data: { type: 'string', default: '' },
    network: { type: 'string' },
    'passphrase-fd': { type: 'string' },
  },
})
const skew = clockSkewOf(values.data)
skewClock(skew)
const terminal = new Terminal(true)
try {
  await runNode({
    folder: values.data,
    acceptsContracts: false,
    networkFile: values.network,
    passphrase: () => readSecret('', Number(values['passphrase-fd'])),
    terminal,
    observer: killPointObserver(values.data),
    launcher: wrongClockLauncher(skew),
  })
} catch (error) {
  process.exitCode = terminal.failure(error)
}
