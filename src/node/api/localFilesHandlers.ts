import type { ApiHandlers } from '../../shared/api/define.ts'
import type { localFilesApi, localPathsApi } from '../../shared/api/localFiles.ts'
import type { WorkView } from '../../shared/api/node.ts'
import { hasWords, typedWords } from '../../shared/searchWords.ts'
import type { LocalFiles } from '../localFiles/localFiles.ts'

/** Answers which folders of this machine are watched. */
export function localFilesHandlers({
  localFiles,
}: {
  readonly localFiles: LocalFiles
}): ApiHandlers<typeof localFilesApi & typeof localPathsApi> {
  return {
    localFolders: async () => localFiles.folders(),
    localFiles: async ({ text, limit }) => {
      const words = typedWords(text)
      return localFiles
        .list()
        .map(({ work }) => work)
        .filter((work) => hasWords(words, namesOf(work)))
        .slice(0, limit)
    },
    addLocalFolder: ({ path }) => localFiles.add(path),
    removeLocalFolder: async ({ id }) => localFiles.remove(id),
    scanLocalFolders: () => localFiles.scan(),
  }
}

const namesOf = ({ title, artistName, releaseTitle, file }: WorkView): string =>
  [title, artistName, releaseTitle, file].join(' ')
