import type { Logger } from 'pino'
import { lockFolder } from '../process/folderLock.ts'
import { createOperatorLog } from '../process/operatorLog.ts'
import { surviveFullDisk } from '../process/surviveFullDisk.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Startable } from '../shared/startable.ts'
import { anySignal } from './signals.ts'
import type { Terminal } from './terminal.ts'

/** What an operator runs out of a folder. */
interface Service extends Startable {
  status(): Promise<unknown>
}

interface OpenedService {
  readonly service: Service
  /** What is told once it runs: to programs, and to people. */
  readonly describe: () => { readonly facts: object; readonly text: string }
}

export interface ServiceRun {
  /** For people: `hub`, `tower`. */
  readonly name: string
  readonly folder: string
  readonly open: (log: Logger) => Promise<OpenedService>
}

/**
 * Runs an operated service until a signal ends it; SIGUSR2 has it tell how it is.
 *
 * @throws BuskerError `PROCESS_FOLDER_IN_USE`, and what opening and starting it throw
 */
export async function runService({ name, folder, open }: ServiceRun, terminal: Terminal): Promise<void> {
  const release = await lockFolder(folder, {
    leftovers: 'refuse',
    onHeld: ({ pid }) =>
      new BuskerError(
        'PROCESS_FOLDER_IN_USE',
        `Another ${name} (process ${pid}) runs on ${folder}. End it first.`,
      ),
  })
  try {
    const signalled = anySignal()
    const log = createOperatorLog()
    surviveFullDisk((error) => log.error({ err: error }, `the ${name} can’t write to its disk`))
    const { service, describe } = await open(log)
    await service.start()
    const logStatus = (): void => {
      service.status().then(
        (status) => log.info({ status }, 'status'),
        (error: unknown) => log.warn({ err: error }, 'the status could not be told'),
      )
    }
    if (process.platform !== 'win32') process.on('SIGUSR2', logStatus)
    try {
      const { facts, text } = describe()
      terminal.result({ event: 'ready', ...facts, pid: process.pid }, text)
      await signalled
    } finally {
      process.off('SIGUSR2', logStatus)
      await service.stop()
    }
  } finally {
    release()
  }
}
