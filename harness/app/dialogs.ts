import type { MessageBoxOptions } from 'electron'
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

/** Answers the next question with the button of this name. @returns what was asked, once it is */
export function answerNextDialog(app: ElectronApplication, button: string): Promise<string> {
  return app.evaluate(
    ({ dialog }, name) =>
      new Promise<string>((resolve) => {
        const answer = async (_window: unknown, { message, buttons = [] }: MessageBoxOptions) => {
          resolve(message)
          return { response: buttons.indexOf(name), checkboxChecked: false }
        }
        dialog.showMessageBox = answer as typeof dialog.showMessageBox
      }),
    button,
  )
}

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
