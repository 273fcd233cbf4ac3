import { open, stat } from 'node:fs/promises'
import { findReceipt } from '../../node/receipts/findReceipt.ts'
import { isCopy } from '../../node/snapshot/copyMark.ts'
import type { RecentKind } from '../../shared/api/recent.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { invitationIn } from '../../shared/deepLinks.ts'
import { receiptFileMax } from '../../shared/receiptFile.ts'
import type { RecentFiles } from './recentFiles.ts'

export interface DocumentsOptions {
  readonly recent: Pick<RecentFiles, 'add' | 'find' | 'forget'>
  readonly openInvitation: (link: string) => void
  /** Adds the network of a profile, which is not joined by that. */
  readonly addNetwork: (file: string) => Promise<void>
  /** Offers to go on from a copy. It is not noted: what it holds is everything, and it is opened once. */
  readonly openCopy: (file: string) => Promise<void>
  /** A receipt waits to be taken. */
  readonly onReceipt: () => void
}

/** UTF-8 takes four bytes for a character at most, and one more tells that there is too much. */
const mostBytes = 4 * receiptFileMax + 1

/** Opens files that are documents of Busker's, from the system and from the list of recent ones. What is in a file decides, not its name. */
export class Documents {
  readonly #options: DocumentsOptions
  #receipt: string | null = null

  constructor(options: DocumentsOptions) {
    this.#options = options
  }

  /**
   * A person has opened it in their file manager: a receipt is checked, an invitation shown, a copy offered to go on from.
   *
   * @throws BuskerError `DOCUMENT_GONE`, `DOCUMENT_UNKNOWN`, `RECEIPT_AMBIGUOUS`, `RECEIPT_TOO_LARGE`
   */
  async openFile(file: string): Promise<void> {
    const text = await readText(file)
    const link = invitationIn(text.trim())
    if (link !== null) return this.#openAs('invitation', file, () => this.#options.openInvitation(link))
    if (isCopy(text)) return this.#options.openCopy(file)
    await this.#openReceipt(file, text)
  }

  /** @throws BuskerError `DOCUMENT_GONE`; as {@link openFile}, and as `Networks.import` */
  async openRecent(id: string): Promise<void> {
    const { recent, addNetwork } = this.#options
    const { kind, file } = recent.find(id)
    try {
      if (kind !== 'network') return await this.openFile(file)
      await readText(file)
      await this.#openAs(kind, file, () => addNetwork(file))
    } catch (error) {
      if (isBuskerError(error, 'DOCUMENT_GONE')) await recent.forget(id)
      throw error
    }
  }

  /** The receipt of a file that was opened, once. */
  takeReceipt(): string | null {
    const receipt = this.#receipt
    this.#receipt = null
    return receipt
  }

  async #openReceipt(file: string, text: string): Promise<void> {
    // Of the file the proof alone goes to a page.
    const receipt = receiptOf(text)
    await this.#openAs('receipt', file, () => {
      this.#receipt = receipt
      this.#options.onReceipt()
    })
  }

  async #openAs(kind: RecentKind, file: string, run: () => void | Promise<void>): Promise<void> {
    await run()
    await this.#options.recent.add(kind, file)
  }
}

function receiptOf(text: string): string {
  try {
    return findReceipt(text)
  } catch (error) {
    if (!isBuskerError(error, 'RECEIPT_MISSING')) throw error
    throw new BuskerError(
      'DOCUMENT_UNKNOWN',
      'This file is no receipt, no invitation and no copy. Nothing was opened.',
      {
        cause: error,
      },
    )
  }
}

/** No more than a receipt can have, of a plain file: a pipe would be waited for, and a device read, for ever. */
async function readText(path: string): Promise<string> {
  const gone = (cause: unknown): never => {
    throw new BuskerError('DOCUMENT_GONE', 'This file is not there any more, or can’t be read.', { cause })
  }
  if (!(await stat(path).catch(gone)).isFile()) {
    throw new BuskerError('DOCUMENT_UNKNOWN', 'This is no file. Nothing was opened.')
  }
  const file = await open(path, 'r').catch(gone)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
