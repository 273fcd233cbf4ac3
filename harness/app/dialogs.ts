import { randomUUID } from 'node:crypto'
import type { MessageBoxOptions } from 'electron'
import pRetry from 'p-retry'
import type { ElectronApplication } from 'playwright-core'

/** Answers the next dialogs as a person would: with these files; to save, the first of them. */
export async function chooseInDialogs(
  app: ElectronApplication,
  ...files: readonly [string, ...string[]]
): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: filePaths[0] })
  }, files)
}

/** Answers the next dialogs by closing them. */
export async function cancelDialogs(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
  })
}

/** From now on answers the next question with the button of this name. @returns waits until it is asked, and says what was */
export async function answerNextDialog(
  app: ElectronApplication,
  button: string,
): Promise<() => Promise<string>> {
  const id = randomUUID()
  // Evaluated again after its answer was lost, it changes nothing.
  await app.evaluate(
    ({ dialog }, question) => {
      const asked = ((globalThis as Asked).buskerAsked ??= {})
      if (question.id in asked) return
      asked[question.id] = null
      const answer = async (_window: unknown, { message, buttons = [] }: MessageBoxOptions) => {
        asked[question.id] = message
        return { response: buttons.indexOf(question.button), checkboxChecked: false }
      }
      dialog.showMessageBox = answer as typeof dialog.showMessageBox
    },
    { id, button },
  )
  const read = async () => {
    const message = await app.evaluate((_, key) => (globalThis as Asked).buskerAsked?.[key] ?? null, id)
    if (message === null) throw new Error(`Nobody was asked for “${button}”.`)
    return message
  }
  return () => pRetry(read, { retries: 1_000, minTimeout: 50, factor: 1 })
}

/** In the main process: what was asked, null before. */
type Asked = { buskerAsked?: Record<string, string | null> }

/** From now on whatever is asked about money is answered with the button that does it. */
export async function confirmMoneyDialogs(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const answer = async (_window: unknown, { buttons = [] }: MessageBoxOptions) => ({
      response: buttons.length - 1,
      checkboxChecked: false,
    })
    dialog.showMessageBox = answer as typeof dialog.showMessageBox
  })
}

/** From now on every question is answered with its first button, which does nothing. @returns what was asked since */
export async function declineDialogs(app: ElectronApplication): Promise<() => Promise<string[]>> {
  const asked = await app.evaluateHandle(({ dialog }) => {
    const messages: string[] = []
    const answer = async (_window: unknown, { message }: MessageBoxOptions) => {
      messages.push(message)
      return { response: 0, checkboxChecked: false }
    }
    dialog.showMessageBox = answer as typeof dialog.showMessageBox
    return messages
  })
  return () => asked.jsonValue()
}
