import { fileURLToPath } from 'node:url'
import { forkLauncher } from '../forkLauncher.ts'
import { SupervisedProcess, type SupervisedProcessOptions } from '../supervisedProcess.ts'
import { echoContract } from './echoContract.ts'

type EchoOptions = SupervisedProcessOptions<typeof echoContract>

/** The small child, supervised. */
export function echoProcess(changes: Partial<EchoOptions> = {}): SupervisedProcess<typeof echoContract> {
  return new SupervisedProcess({
    name: 'The echo',
    contract: echoContract,
    launcher: forkLauncher,
    entry: fileURLToPath(new URL('echoChild.ts', import.meta.url)),
    startMessage: () => ({ secret: 'hush' }),
    readyTimeout: 10_000,
    stopTimeout: 2_000,
    backOff: null,
    ...changes,
  })
}
