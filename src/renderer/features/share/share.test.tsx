import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { deepLinkPath } from '../../../shared/deepLinks.ts'
import { artistAddress, workByTitle } from '../../testing/fixtures/works.ts'
import { type RenderedApp, renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const artistPath = `/artist/${artistAddress('maren')}`
const pages = [
  ['a track', `/work/${workByTitle('Nocturne for a Closed Café').label}`],
  ['a track of one’s own', `/work/${workByTitle('Salt').label}`],
  ['a release', `/work/${workByTitle('Tidal Rooms').label}`],
  ['an artist', artistPath],
] as const

const copiedFrom = ({ bridge }: RenderedApp) =>
  waitFor(() => {
    const copied = bridge.calls.find(({ method }) => method === 'app.copyText')
    if (copied === undefined) throw new Error('Nothing was copied.')
    return (copied.input as { text: string }).text
  })

test.each(pages)('the link to %s that is copied leads to the page it was copied on', async (_what, path) => {
  const page = renderPage(path)
  await user.click(await screen.findByRole('button', { name: 'Copy link' }))
  expect(deepLinkPath(await copiedFrom(page))).toBe(path)
})

test('a row’s menu copies the link to its work', async () => {
  const page = renderPage('/')
  const rows = await screen.findByRole('grid', { name: 'New tracks' })
  await user.pointer({ keys: '[MouseRight]', target: within(rows).getByText('Nocturne for a Closed Café') })
  await user.click(await screen.findByRole('menuitem', { name: 'Copy link' }))
  expect(deepLinkPath(await copiedFrom(page))).toBe(pages[0][1])
})

test('a code for a poster is shown, and saved as a picture', async () => {
  const { bridge } = renderPage(artistPath)
  await user.click(await screen.findByRole('button', { name: 'Show a QR code' }))
  expect(await screen.findByRole('img', { name: /^QR code that leads to Maren Holt$/ })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Save as PNG…' }))
  await user.click(screen.getByRole('button', { name: 'Save as SVG…' }))
  const link = `busker:/${artistPath}`
  await waitFor(() =>
    expect(
      bridge.calls.filter(({ method }) => method === 'app.saveQrCode').map(({ input }) => input),
    ).toEqual([
      { link, format: 'png' },
      { link, format: 'svg' },
    ]),
  )
})
