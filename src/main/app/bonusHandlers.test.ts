import { expect, test } from 'vitest'
import type { BonusFileView } from '../../shared/bonusFiles.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toLabel, workId } from '../../shared/ids.ts'
import { openBonusHandlers } from './bonusHandlers.ts'

const label = toLabel('release', workId.parse('0'.repeat(32)), 1)
const context = { signal: new AbortController().signal, report: () => undefined }

interface Setting {
  readonly files?: readonly BonusFileView[]
  readonly file?: string
  readonly says?: boolean
  readonly problem?: string
}

function setUp({
  files = [booklet],
  file = '/private/1/Booklet.pdf',
  says = true,
  problem = '',
}: Setting = {}) {
  const asked: string[] = []
  const opened: string[] = []
  const written: unknown[] = []
  const handlers = openBonusHandlers({
    node: () => ({
      work: async () => ({ bonus: files }) as never,
      async exportBonus(place) {
        written.push(place)
        return { label, file, isNew: true }
      },
    }),
    confirmations: {
      async require({ message }) {
        asked.push(message)
        if (!says) throw new BuskerError('CONFIRMATION_DECLINED', 'No.')
      },
    },
    makeFolder: async () => '/private/1',
    async openPath(path) {
      opened.push(path)
      return problem
    },
  })
  const open = (index = 0) => handlers['app.openBonus']({ label, index }, context)
  return { open, asked, opened, written }
}
const booklet: BonusFileView = { name: 'Booklet', kind: 'pdf', bytes: 9 }

test('a file is opened out of the private folder, once the person has said so', async () => {
  const { open, asked, opened, written } = setUp()
  await open()
  expect(asked).toEqual(['Open “Booklet.pdf” with another program?'])
  expect(written).toEqual([{ label, index: 0, folder: '/private/1' }])
  expect(opened).toEqual(['/private/1/Booklet.pdf'])
})

test('without their word nothing is written or opened', async () => {
  const { open, opened, written } = setUp({ says: false })
  await expect(open()).rejects.toMatchObject({ code: 'CONFIRMATION_DECLINED' })
  expect([opened, written]).toEqual([[], []])
})

test('archives are never opened, and neither is a file that is not there', async () => {
  const { open, asked } = setUp({ files: [{ ...booklet, kind: 'zip' }] })
  for (const index of [0, 1]) await expect(open(index)).rejects.toMatchObject({ code: 'BONUS_NOT_OPENED' })
  expect(asked).toEqual([])
})

test.each([
  '/private/1/Booklet.zip',
  '/private/1/Booklet.exe',
  '/private/1/Booklet',
  '/private/1/Booklet.pdf.desktop',
])('what was put in its place meanwhile is not opened: %s', async (file) => {
  const { open, opened } = setUp({ file })
  await expect(open()).rejects.toMatchObject({ code: 'BONUS_NOT_OPENED' })
  expect(opened).toEqual([])
})

test('a name that turns itself around is shown as it is, and what the system answers is said', async () => {
  const { open, asked } = setUp({ files: [{ ...booklet, name: 'exe.\u202Efdp' }], problem: 'no program' })
  await expect(open()).rejects.toThrow(/no program/)
  expect(asked[0]).not.toContain('\u202E')
})
