import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { fullFixture } from '../../testing/appFixture.ts'
import { renderPage } from '../../testing/renderApp.tsx'

afterEach(cleanup)

const found = (title: string) => {
  const work = fullFixture.market.find((one) => one.title === title)
  if (work === undefined) throw new Error(`Nobody sells ${title}.`)
  return work
}

test('says what kind of release it is, and when it came out', async () => {
  renderPage(`/work/${found('Tidal Rooms').label}`)
  expect(await screen.findByRole('heading', { level: 1, name: 'Tidal Rooms' })).toBeDefined()
  expect(screen.getByText('Album')).toBeDefined()
  expect(screen.getByText(/March 20, 2026|20 March 2026/)).toBeDefined()
})

test('a tag leads to all that is tagged so', async () => {
  const { bridge } = renderPage(`/work/${found('Tidal Rooms').label}`)
  const tags = within(await screen.findByRole('list', { name: 'Tags' }))
  await userEvent.setup().click(tags.getByRole('link', { name: 'Lisbon' }))
  expect(await screen.findByRole('heading', { level: 2, name: 'Lisbon' })).toBeDefined()
  expect(bridge.calls).toContainEqual({ method: 'worksOfGenre', input: { genre: 'Lisbon', limit: 200 } })
})

test('what goes with a release one owns is saved, or opened by another program, but no archive is', async () => {
  const user = userEvent.setup()
  const market = fullFixture.market.map((one) => ({ ...one, isOwned: one.title === 'Tidal Rooms' }))
  const { bridge } = renderPage(`/work/${found('Tidal Rooms').label}`, { fixture: { market } })
  const files = within(await screen.findByRole('region', { name: 'Goes with it' }))
  const names = files.getAllByRole('listitem').map((item) => item.querySelector('bdi')?.textContent ?? '')
  for (const [index, name] of names.entries()) {
    const open = files.queryByRole('button', { name: `Open ${name}` })
    expect(open === null).toBe(name.endsWith('.zip'))
    if (open !== null) await user.click(open)
    await user.click(files.getByRole('button', { name: `Save ${name}…` }))
    const asked = bridge.calls.filter(({ method }) => method.endsWith('Bonus')).map(({ input }) => input)
    expect(asked.at(-1)).toEqual({ label: found('Tidal Rooms').label, index })
  }
  expect(await screen.findByText('Saved as /home/ana/Music/Booklet.pdf')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Show in folder' }))
  expect(bridge.calls.some(({ method }) => method === 'app.showExported')).toBe(true)
})
