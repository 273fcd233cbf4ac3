import { type BrowserWindow, dialog, type FileFilter } from 'electron'

/** Asks the person for files; what a dialog that was closed chose is nothing. */
export class Dialogs {
  private readonly window: BrowserWindow

  constructor(window: BrowserWindow) {
    this.window = window
  }

  async files(title: string, filters: FileFilter[]): Promise<string[]> {
    const { filePaths } = await dialog.showOpenDialog(this.window, {
      title,
      filters,
      properties: ['openFile', 'multiSelections'],
    })
    return filePaths
  }

  async folder(title: string): Promise<string[]> {
    const { filePaths } = await dialog.showOpenDialog(this.window, { title, properties: ['openDirectory'] })
    return filePaths
  }

  async file(title: string, filters: FileFilter[]): Promise<string | null> {
    const { filePaths } = await dialog.showOpenDialog(this.window, {
      title,
      filters,
      properties: ['openFile'],
    })
    return filePaths[0] ?? null
  }

  /** Where to write; the dialog itself asks before a file is replaced. */
  async save(title: string, defaultPath: string, filters: FileFilter[]): Promise<string | null> {
    const { filePath } = await dialog.showSaveDialog(this.window, {
      title,
      defaultPath,
      filters,
      properties: ['showOverwriteConfirmation'],
    })
    return filePath === '' ? null : filePath
  }
}
