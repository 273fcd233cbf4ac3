import { create } from 'zustand'
import type { CheckedReceipt } from '../../../shared/api/receipts.ts'
import { type ErrorData, toErrorData } from '../../../shared/errors.ts'
import { receiptFileMax, receiptTooLarge } from '../../../shared/receiptFile.ts'
import type { IpcClient } from '../../ipc/ipcClient.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** Of a file that may be a receipt, in bytes; a longer one is not read at all. UTF-8 takes four for a character at most. */
const fileMaxBytes = 4 * receiptFileMax

interface ReceiptState {
  readonly isOpen: boolean
  readonly isChecking: boolean
  /** What the receipt that was checked last vouches for. */
  readonly checked: CheckedReceipt | null
  /** Why it vouches for nothing. */
  readonly problem: ErrorData | null
  readonly open: () => void
  readonly close: () => void
  /** Opens, and says what the receipt in a file holds. Of files checked at once the last is shown. */
  readonly check: (file: File, client: IpcClient) => Promise<void>
  /** The same of a text. */
  readonly checkText: (text: string, client: IpcClient) => Promise<void>
}

const nothing = { isChecking: false, checked: null, problem: null }
let newest = 0

/** The receipt that is being checked, on whatever page one is. */
export const useReceiptStore = create<ReceiptState>()((set) => ({
  ...nothing,
  isOpen: false,
  open: () => set({ ...nothing, isOpen: true }),
  close: () => {
    newest += 1
    set({ ...nothing, isOpen: false })
  },
  async check(file, client) {
    const isGenuine = await show(set, client, () => read(file))
    const path = isGenuine ? client.pathOf(file) : ''
    if (path === '') return
    await client
      .ask('app.noteReceipt', { file: path })
      .catch((error: unknown) => useToasts.getState().show(messageOf(error), { tone: 'bad' }))
  },
  async checkText(text, client) {
    await show(set, client, async () => text)
  },
}))

/** @returns whether it holds */
async function show(
  set: (state: Partial<ReceiptState>) => void,
  client: IpcClient,
  textOf: () => Promise<string>,
): Promise<boolean> {
  const turn = (newest += 1)
  set({ ...nothing, isOpen: true, isChecking: true })
  const result = await textOf()
    .then((receipt) => client.ask('verifyReceipt', { receipt }))
    .then(
      (checked) => ({ ...nothing, checked }),
      (error: unknown) => ({ ...nothing, problem: toErrorData(error) }),
    )
  if (turn === newest) set(result)
  return result.problem === null
}

/** @throws BuskerError `RECEIPT_TOO_LARGE` */
async function read(file: File): Promise<string> {
  if (file.size <= fileMaxBytes) return file.text()
  throw receiptTooLarge()
}
