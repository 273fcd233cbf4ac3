import type { App } from 'electron'

/** Files that macOS opens with Busker, which it may name before there is a window. */
export class OpenedFiles {
  readonly #waiting: string[] = []
  #open: ((file: string) => void) | null = null

  constructor(app: Pick<App, 'on'>) {
    app.on('open-file', (event, file) => {
      event.preventDefault()
      if (this.#open === null) this.#waiting.push(file)
      else this.#open(file)
    })
  }

  /** From now on they are opened, and those that came before. */
  onFile(open: (file: string) => void): void {
    this.#open = open
    for (const file of this.#waiting.splice(0)) open(file)
  }
}
