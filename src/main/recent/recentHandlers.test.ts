import { expect, test } from 'vitest'
import { ChosenFiles } from '../guard/chosenFiles.ts'
import { recentHandlers } from './recentHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }

function setUp() {
  const noted: string[][] = []
  const chosenFiles = new ChosenFiles()
  const handlers = recentHandlers({
    recent: {
      list: () => [],
      add: async (kind, file) => void noted.push([kind, file]),
      clear: async () => void noted.splice(0),
    },
    documents: { openRecent: async () => undefined, takeReceipt: () => null },
    chosenFiles,
  })
  return { handlers, noted, chosenFiles }
}

test('a page notes receipts that a person chose or dropped, and no other file', async () => {
  const { handlers, noted, chosenFiles } = setUp()
  const note = (file: string) => handlers['app.noteReceipt']({ file }, context)
  await expect(note('/etc/passwd')).rejects.toMatchObject({ code: 'FILE_NOT_CHOSEN' })
  chosenFiles.add(['/home/ana/receipt.html'])
  await note('/home/ana/receipt.html')
  await expect(note('/home/ana/../bo/receipt.html')).rejects.toMatchObject({ code: 'FILE_NOT_CHOSEN' })
  expect(noted).toEqual([['receipt', '/home/ana/receipt.html']])
  await handlers['app.clearRecent']({}, context)
  expect(noted).toEqual([])
})
