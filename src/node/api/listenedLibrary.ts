import type { OwnedWork } from '../../shared/api/library.ts'
import type { BoughtWorks } from '../market/boughtWorks.ts'
import type { LocalFiles } from '../localFiles/localFiles.ts'

export interface LibraryParts {
  readonly boughtWorks: Pick<BoughtWorks, 'list'>
  readonly localFiles: Pick<LocalFiles, 'list'>
}

/** The same list for as long as it is true. */
export type Library = () => Promise<readonly OwnedWork[]>

/**
 * What was bought and what lies in watched folders, newest first; what belongs together stays together.
 * To be made once a node: it keeps the list.
 */
export function listenedLibrary({ boughtWorks, localFiles }: LibraryParts): Library {
  let merged: readonly OwnedWork[] = []
  let of: readonly (readonly OwnedWork[])[] = []
  return async (): Promise<readonly OwnedWork[]> => {
    const [bought, files] = [await boughtWorks.list(), localFiles.list()]
    if (files.length === 0) return bought
    if (bought !== of[0] || files !== of[1]) {
      of = [bought, files]
      merged = merge(bought, files)
    }
    return merged
  }
}

function merge(bought: readonly OwnedWork[], files: readonly OwnedWork[]): OwnedWork[] {
  const merged: OwnedWork[] = []
  let at = 0
  for (const one of bought) {
    for (; at < files.length; at += 1) {
      const file = files[at]
      if (file === undefined || file.boughtAt <= one.boughtAt) break
      merged.push(file)
    }
    merged.push(one)
  }
  return [...merged, ...files.slice(at)]
}
