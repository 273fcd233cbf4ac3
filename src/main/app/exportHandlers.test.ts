import { expect, test } from 'vitest'
import type { ExportResult } from '../../shared/api/export.ts'
import { type Label, toLabel, workId } from '../../shared/ids.ts'
import { appExportHandlers } from './exportHandlers.ts'

const label = toLabel('track', workId.parse('0'.repeat(32)), 1)
const context = { signal: new AbortController().signal, report: () => undefined }
const works = { labels: [label], format: 'flac' as const }

function setUp(chosen: string[], files = ['/music/Ada/Rain.flac']) {
  const asked: unknown[] = []
  const shown: string[] = []
  const exportFiles = async (input: { folder: string }): Promise<ExportResult> => {
    asked.push(input)
    const made = { label, title: 'Rain', isNew: true, madeFrom: 'lossless' as const, hasCover: false }
    const sound = { samples: 1, sampleRate: 44_100, channels: 2 }
    return {
      folder: input.folder,
      files: files.map((file) => ({ ...made, ...sound, file })),
      bonus: [],
      failures: [],
    }
  }
  const exportBonus = async (input: { label: Label; folder: string }) => {
    asked.push(input)
    return { label: input.label, file: `${input.folder}/Booklet.pdf`, isNew: true }
  }
  const handlers = appExportHandlers({
    host: { open: { handlers: { exportFiles, exportBonus } } },
    dialogs: { chooseFolder: async () => chosen, showInFolder: (file) => void shown.push(file) },
  })
  return { asked, shown, handlers }
}

test('files go into the folder that the person chose, and nowhere when they chose none', async () => {
  const chosen = setUp(['/music'])
  const result = await chosen.handlers['app.exportFiles'](works, context)
  expect(chosen.asked).toEqual([{ ...works, folder: '/music' }])
  expect(result).toMatchObject({ folder: '/music' })
  const closed = setUp([])
  expect(await closed.handlers['app.exportFiles'](works, context)).toBeNull()
  expect(closed.asked).toEqual([])
})

test('a file that goes with a release goes where the person says, and is shown there', async () => {
  const place = { label: toLabel('release', workId.parse('0'.repeat(32)), 1), index: 1 }
  const { asked, shown, handlers } = setUp(['/music'])
  const saved = await handlers['app.saveBonus'](place, context)
  expect(asked).toEqual([{ ...place, folder: '/music' }])
  await handlers['app.showExported']({ id: saved?.id ?? '' }, context)
  expect(shown).toEqual(['/music/Booklet.pdf'])
  const closed = setUp([])
  expect(await closed.handlers['app.saveBonus'](place, context)).toBeNull()
  expect(closed.asked).toEqual([])
})

test('a page shows the files of an export, and can name no other', async () => {
  const { handlers, shown } = setUp(['/music'])
  const result = await handlers['app.exportFiles'](works, context)
  await handlers['app.showExported']({ id: result?.id ?? '' }, context)
  expect(shown).toEqual(['/music/Ada/Rain.flac'])
  const unknown = handlers['app.showExported']({ id: '00000000-0000-4000-8000-000000000000' }, context)
  await expect(unknown).rejects.toMatchObject({ code: 'FILE_NOT_CHOSEN' })
})
