import { type BrowserWindow, dialog, type FileFilter, shell } from 'electron'
import type { Question } from '../guard/confirmations.ts'
import { t } from '../../shared/i18n/t.ts'

/** File dialogs of the main window. A dialog that is cancelled gives an empty list, or null. */
export class Dialogs {
  readonly #window: BrowserWindow

  constructor(window: BrowserWindow) {
    this.#window = window
  }

  async chooseFiles(title: string, filters: FileFilter[]): Promise<string[]> {
    const { filePaths } = await dialog.showOpenDialog(this.#window, {
      title,
      filters,
      properties: ['openFile', 'multiSelections'],
    })
    return filePaths
  }

  async chooseFolder(title: string): Promise<string[]> {
    const { filePaths } = await dialog.showOpenDialog(this.#window, {
      title,
      properties: ['openDirectory', 'createDirectory'],
    })
    return filePaths
  }

  /** Shows a file in the system's file manager, chosen there; it is not opened. */
  showInFolder(file: string): void {
    shell.showItemInFolder(file)
  }

  async chooseFile(title: string, filters: FileFilter[]): Promise<string | null> {
    const { filePaths } = await dialog.showOpenDialog(this.#window, {
      title,
      filters,
      properties: ['openFile'],
    })
    return filePaths[0] ?? null
  }

  /** Where to write; the dialog itself asks before a file is replaced. */
  async chooseSavePath(title: string, defaultPath: string, filters: FileFilter[]): Promise<string | null> {
    const { filePath } = await dialog.showSaveDialog(this.#window, {
      title,
      defaultPath,
      filters,
      properties: ['showOverwriteConfirmation'],
    })
    return filePath === '' ? null : filePath
  }

  /** Whether money may move, or others may be let in. Pressing Enter, or closing it, says no. */
  async confirm({ message, detail, button }: Question): Promise<boolean> {
    if (!this.#window.isVisible()) this.#window.show()
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'question',
      buttons: [t('desktop.dont'), button],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      message,
      detail,
    })
    return response === 1
  }

  /** Whether to quit with orders under way. */
  async confirmQuit(liveOrders: number): Promise<boolean> {
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'warning',
      buttons: [t('desktop.keepBuskerOpen'), t('desktop.quitAllTheSame')],
      defaultId: 0,
      cancelId: 0,
      message: t('desktop.ordersUnderWay', { count: liveOrders }),
      detail: t('desktop.theyGoOnWhenBusker'),
    })
    return response === 1
  }
}
