import { dirname, isAbsolute, resolve } from 'node:path'
import { BuskerError } from '../../shared/errors.ts'

/** Linux opens none that is longer. */
const longestPath = 4096

/** The files and folders that a person chose in a dialog or dropped onto the window, since Busker was started. */
export class ChosenFiles {
  readonly #paths = new Set<string>()

  add(paths: readonly string[]): void {
    for (const path of paths) if (isAbsolute(path)) this.#paths.add(resolve(path))
  }

  /**
   * Whether each of these was chosen, or lies in a folder that was.
   *
   * @throws BuskerError `FILE_NOT_CHOSEN`
   */
  require(paths: readonly string[]): void {
    for (const path of paths) {
      if (resolve(path) === path && this.#isChosen(path)) continue
      throw new BuskerError(
        'FILE_NOT_CHOSEN',
        'Busker opens only files that you chose or dropped here since it was started. Choose it again.',
      )
    }
  }

  #isChosen(path: string): boolean {
    if (path.length > longestPath) return false
    if (this.#paths.has(path)) return true
    const folder = dirname(path)
    return folder !== path && this.#isChosen(folder)
  }
}
