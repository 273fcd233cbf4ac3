import type { Logger } from 'pino'
import { lockFolder } from '../process/folderLock.ts'
import type { LogRotation } from '../process/logFile.ts'
import { createOperatorLog } from '../process/operatorLog.ts'
import { surviveFullDisk } from '../process/surviveFullDisk.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Startable } from '../shared/startable.ts'
import { anySignal } from './signals.ts'
import type { Terminal } from './terminal.ts'

/** What an operator runs out of a folder. */
interface Service extends Startable {
  /** Answers at any time, while it starts and stops too. */
  report(): Promise<unknown>
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
  /** The file that is logged to, where it is not standard error. */
  readonly logFile?: () => Promise<LogRotation | undefined>
  readonly open: (log: Logger) => Promise<OpenedService>
}

/**
 * Runs an operated service until a signal ends it; SIGUSR2 has it tell how it is, also while it starts.
 *
 * @throws BuskerError `PROCESS_FOLDER_IN_USE`, and what opening and starting it throw
 */
export async function runService(
  { name, folder, logFile, open }: ServiceRun,
  terminal: Terminal,
): Promise<void> {
  const release = await lockFolder(folder, {
    leftovers: 'refuse',
    onHeld: ({ pid }) =>
      new BuskerError(
        'PROCESS_FOLDER_IN_USE',
        `Another ${name} (process ${pid}) runs on ${folder}. End it first.`,
      ),
  })
  const telling = tellStatusOnSignal(name)
  try {
    const signalled = anySignal()
    const log = createOperatorLog('info', await logFile?.())
    telling.log = log
    surviveFullDisk((error) => log.error({ err: error }, `the ${name} can’t write to its disk`))
    const { service, describe } = await open(log)
    telling.service = service
    await service.start()
    try {
      const { facts, text } = describe()
      terminal.result({ event: 'ready', ...facts, pid: process.pid }, text)
      await signalled
    } finally {
      await service.stop()
    }
  } finally {
    telling.stop()
    release()
  }
}

interface Telling {
  log: Logger | null
  service: Service | null
  readonly stop: () => void
}

/** The signal is taken from the beginning: by itself it would end the process. */
function tellStatusOnSignal(name: string): Telling {
  const tell = (): void => {
    const { log, service } = telling
    if (log === null || service === null) return log?.info(`the ${name} is being opened`)
    service.report().then(
      (status) => log.info({ status }, 'status'),
      (error: unknown) => log.warn({ err: error }, 'the status could not be told'),
    )
  }
  const telling: Telling = { log: null, service: null, stop: () => void process.off('SIGUSR2', tell) }
  if (process.platform !== 'win32') process.on('SIGUSR2', tell)
  return telling
}
