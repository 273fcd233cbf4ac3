import { resolve } from 'node:path'

/** How documents may be called: nothing else that stands among the arguments is looked into. */
const documentName = /\.(?:busker|html?|txt)$/i
const longestPath = 4096

/**
 * The first file among arguments that can be a document.
 *
 * @param folder that a path without one is in
 * @returns its path; null: there is none. Files of other machines are not reached for
 */
export function documentAmong(args: readonly string[], folder: string): string | null {
  const file = args.find(
    (arg) =>
      documentName.test(arg) &&
      arg.length <= longestPath &&
      !arg.startsWith('-') &&
      !arg.includes('://') &&
      !/^[\\/]{2}/.test(arg),
  )
  return file === undefined ? null : resolve(folder, file)
}
