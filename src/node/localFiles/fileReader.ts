import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { RequestInput, RequestName, RequestOutput } from '../../process/childContract.ts'
import { forkLauncher } from '../../process/forkLauncher.ts'
import type { Launcher } from '../../process/launcher.ts'
import { SupervisedProcess } from '../../process/supervisedProcess.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { localFilesContract, type ReadFile } from './contract.ts'

export interface FileReaderOptions {
  readonly launcher?: Launcher | undefined
  readonly onLine?: (line: string) => void
  /** Ms that one file may take. */
  readonly fileTimeout?: number
}

type Contract = typeof localFilesContract

const endings = ['PROCESS_CRASHED', 'PROCESS_NOT_RUNNING', 'PROCESS_BAD_MESSAGE'] as const

/** Reads what files say of themselves, in a process that is ended with whatever it can't get through. */
export class FileReader {
  readonly #process: SupervisedProcess<typeof localFilesContract>
  readonly #fileTimeout: number

  constructor({ launcher = forkLauncher, onLine, fileTimeout = 10_000 }: FileReaderOptions) {
    this.#fileTimeout = fileTimeout
    this.#process = new SupervisedProcess({
      name: 'The reader of local files',
      contract: localFilesContract,
      launcher,
      entry: fileURLToPath(new URL('child.ts', import.meta.url)),
      startMessage: () => ({}),
      readyTimeout: 30_000,
      stopTimeout: 200,
      backOff: null,
      ...(onLine && { onLine }),
    })
  }

  /** The pid of the process, while it runs. */
  get pid(): number | undefined {
    return this.#process.pid
  }

  /**
   * @param files below `root`; at most a hundred
   * @returns one answer each; a file on which the process ended or hung is `MEDIA_DAMAGED`
   * @throws BuskerError `PROCESS_NOT_READY` when the process cannot be started
   */
  async read(root: string, files: readonly string[]): Promise<readonly ReadFile[]> {
    const together = await this.#ask('read', { root, files: [...files] })
    if (together !== undefined) return together
    const [only] = files
    if (only !== undefined && files.length === 1) return [{ file: only, problem: 'MEDIA_DAMAGED' }]
    // One of them is to blame: each by itself.
    const read: ReadFile[] = []
    for (const file of files) read.push(...(await this.read(root, [file])))
    return read
  }

  /**
   * @param file below `root`
   * @returns the picture in it, or beside it, as it is; undefined where there is none that can be read
   * @throws BuskerError `PROCESS_NOT_READY` when the process cannot be started
   */
  async cover(root: string, file: string): Promise<Uint8Array | undefined> {
    const answer = await this.#ask('cover', { root, file })
    return answer?.picture ?? undefined
  }

  async stop(): Promise<void> {
    await this.#process.stop()
  }

  /** Undefined: the process ended over it, or had to be ended. */
  async #ask<Name extends RequestName<Contract>>(
    name: Name,
    input: RequestInput<Contract, Name>,
  ): Promise<RequestOutput<Contract, Name> | undefined> {
    await this.#process.start()
    const waited = new AbortController()
    const tooLong = wait(this.#fileTimeout, undefined, { signal: waited.signal, ref: false }).then(
      () => 'tooLong' as const,
      () => undefined,
    )
    const asked = this.#process.request(name, input).catch((error: unknown) => {
      if (endings.some((code) => isBuskerError(error, code))) return undefined
      throw error
    })
    const answer = await Promise.race([asked, tooLong])
    waited.abort()
    if (answer !== undefined && answer !== 'tooLong') return answer
    await this.#process.stop()
    await asked
    return undefined
  }
}
