import { expect, test, vi } from 'vitest'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { LocalPathsApi } from '../../shared/api/localFiles.ts'
import { appLocalFilesHandlers } from './localFilesHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }

test('a folder of music is the one that the person chose in the dialog, or none', async () => {
  const addLocalFolder = vi.fn<ApiHandlers<LocalPathsApi>['addLocalFolder']>(async () => [])
  const handlersOf = (chosen: string[]) =>
    appLocalFilesHandlers({
      host: { open: { handlers: { addLocalFolder } } },
      dialogs: { chooseFolder: async () => chosen },
    })
  expect(await handlersOf([])['app.addLocalFolder']({}, context)).toBeNull()
  expect(addLocalFolder).not.toHaveBeenCalled()
  expect(await handlersOf(['/music'])['app.addLocalFolder']({}, context)).toEqual([])
  expect(addLocalFolder).toHaveBeenCalledWith({ path: '/music' }, context)
})
