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
