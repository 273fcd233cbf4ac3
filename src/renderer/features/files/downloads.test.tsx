import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { type RenderedApp, renderPage } from '../../testing/renderApp.tsx'
import { useDownloadStore } from './downloadStore.ts'

const user = userEvent.setup()
afterEach(() => {
  cleanup()
  useDownloadStore.setState({ asked: [], jobs: [] })
})

const held = workByTitle('The Ferryman’s Daughter')
const heldPath = `/work/${held.label}`

async function openDialog(): Promise<void> {
  await user.click(await screen.findByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Download…' }))
  await screen.findByRole('dialog', { name: `Download “${held.title}”` })
}

const callsOf = ({ bridge }: RenderedApp, method: string) =>
  bridge.calls.filter((call) => call.method === method).map(({ input }) => input)

test('a work’s menu downloads it in the format that is chosen, and remembers it', async () => {
  const page = renderPage(heldPath)
  await openDialog()
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /^FLAC/ }).checked).toBe(true)
  await user.click(screen.getByRole('radio', { name: /^MP3/ }))
  expect(callsOf(page, 'app.setPreferences')).toEqual([{ downloadFormat: 'mp3' }])
  cleanup()

  const { preferences } = await import('../../testing/fixtures/app.ts')
  const again = renderPage(heldPath, { fixture: { preferences: { ...preferences, downloadFormat: 'mp3' } } })
  await openDialog()
  await user.click(screen.getByRole('button', { name: 'Choose a folder…' }))
  expect(await screen.findByText('1 file is in /home/ana/Music.')).toBeDefined()
  expect(callsOf(again, 'app.exportFiles')).toEqual([{ labels: [held.label], format: 'mp3' }])
  await user.click(screen.getByRole('button', { name: 'Show in folder' }))
  expect(callsOf(again, 'app.showExported')).toEqual([{ id: uuidOf('an export') }])
})

test('several rows of the library are one download', async () => {
  const page = renderPage('/library')
  const grid = within(await screen.findByRole('grid', { name: 'Your tracks' }))
  const [, first, second] = grid.getAllByRole('row')
  if (first === undefined || second === undefined) throw new Error('There are tracks.')
  await user.click(first)
  await user.keyboard('{Shift>}')
  await user.click(second)
  await user.keyboard('{/Shift}')
  const bar = within(await screen.findByRole('toolbar', { name: 'With the rows chosen' }))
  await user.click(bar.getByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Download…' }))
  await user.click(await screen.findByRole('button', { name: 'Choose a folder…' }))
  await waitFor(() => expect(callsOf(page, 'app.exportFiles')).toHaveLength(1))
  const [input] = callsOf(page, 'app.exportFiles') as { labels: string[] }[]
  expect(input?.labels).toHaveLength(2)
})

test('a download shows how far it is on every page, and can be cancelled', async () => {
  const stopped = Promise.withResolvers<never>()
  renderPage(heldPath, {
    handlers: {
      async 'app.exportFiles'(_works, { report }) {
        report({ done: 1, total: 4, title: 'Salt', fraction: 0.5 })
        return stopped.promise
      },
    },
  })
  await openDialog()
  await user.click(screen.getByRole('button', { name: 'Choose a folder…' }))
  const jobs = within(await screen.findByRole('list', { name: 'Downloads' }))
  expect(jobs.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('38')
  expect(jobs.getByText('2 of 4')).toBeDefined()
  await user.click(await screen.findByRole('link', { name: 'Library' }))
  await user.click(jobs.getByRole('button', { name: /^Cancel/ }))
  stopped.reject(new BuskerError('EXPORT_CANCELLED', 'Stopped.'))
  expect(await screen.findByText('Stopped. What was finished is there.')).toBeDefined()
  expect(screen.queryByRole('list', { name: 'Downloads' })).toBeNull()
})

test('no folder, no download; and what went wrong is said', async () => {
  const answers = [null, new BuskerError('EXPORT_DISK_FULL', 'The disk of /media/stick is full.')]
  renderPage(heldPath, {
    handlers: {
      async 'app.exportFiles'() {
        const answer = answers.shift()
        if (answer instanceof BuskerError) throw answer
        return null
      },
    },
  })
  await openDialog()
  await user.click(screen.getByRole('button', { name: 'Choose a folder…' }))
  await waitFor(() => expect(useDownloadStore.getState().jobs).toEqual([]))
  expect(screen.queryByText(/files? (?:is|are) in/)).toBeNull()
  await openDialog()
  await user.click(screen.getByRole('button', { name: 'Choose a folder…' }))
  expect(await screen.findByText('The disk of /media/stick is full.')).toBeDefined()
})

test('tracks that could not be written are counted, with the reason, and AAC is called AAC', async () => {
  renderPage(heldPath, {
    handlers: {
      'app.exportFiles': async ({ labels: [label = held.label] }) => ({
        id: uuidOf('an export'),
        folder: '/home/ana/Music',
        files: [
          {
            label,
            title: 'Salt',
            file: '/home/ana/Music/Salt.flac',
            isNew: true,
            madeFrom: 'aac',
            hasCover: false,
            samples: 1,
            sampleRate: 44_100,
            channels: 2,
          },
        ],
        bonus: [],
        failures: [{ label, title: 'Ebb', code: 'IPFS_BLOCK_NOT_FOUND', message: 'Nobody has it.' }],
      }),
    },
  })
  await openDialog()
  await user.click(screen.getByRole('button', { name: 'Choose a folder…' }))
  expect(await screen.findByText(/^1 file is in .* Some are made from AAC/)).toBeDefined()
  expect(await screen.findByText('1 track could not be written: Nobody has it.')).toBeDefined()
})
