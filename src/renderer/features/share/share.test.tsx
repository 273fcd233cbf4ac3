import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { deepLinkPath } from '../../../shared/deepLinks.ts'
import { artistAddress, me, own, workByTitle } from '../../testing/fixtures/works.ts'
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

test('a page for the web is made of one’s own work, or of all one sells, where the person says', async () => {
  const [work] = own
  if (work === undefined) throw new Error('Something is sold.')
  const { bridge, unmount } = renderPage(`/work/${work.label}`)
  await user.click(await screen.findByRole('button', { name: 'Web page…' }))
  await user.type(screen.getByRole('textbox', { name: 'Where it will be, if you know' }), 'http://a.example')
  const choose = screen.getByRole<HTMLButtonElement>('button', { name: 'Choose a folder…' })
  expect(choose.disabled).toBe(true)
  await user.clear(screen.getByRole('textbox', { name: 'Where it will be, if you know' }))
  await user.type(screen.getByRole('textbox', { name: 'Where it will be, if you know' }), 'a.example/music')
  await user.click(choose)
  expect(await screen.findByText(/^The page is in/)).toBeDefined()
  const promoted = bridge.calls.filter(({ method }) => method === 'app.promote')
  expect(promoted.map(({ input }) => input)).toEqual([{ label: work.label, site: 'https://a.example/music' }])
  unmount()

  const artist = renderPage(`/artist/${me}`)
  await user.click(await screen.findByRole('button', { name: 'Web page…' }))
  await user.click(screen.getByRole('button', { name: 'Choose a folder…' }))
  await waitFor(() =>
    expect(artist.bridge.calls.find(({ method }) => method === 'app.promote')?.input).toEqual({}),
  )
})

test('nobody makes pages of what others sell', async () => {
  renderPage(artistPath)
  await screen.findByRole('button', { name: 'Copy link' })
  expect(screen.queryByRole('button', { name: 'Web page…' })).toBeNull()
})
