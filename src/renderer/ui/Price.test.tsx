import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { workByTitle } from '../testing/fixtures/works.ts'
import { renderPage } from '../testing/renderApp.tsx'

afterEach(cleanup)

const work = workByTitle('Four Chairs')

test('a reduced price stands with what it costs otherwise, struck through, and until when', async () => {
  const { container } = renderPage(`/work/${work.label}`, { fixture: { purchases: [] } })
  const button = await screen.findByRole('button', { name: /^Buy for 8\.00/ })
  expect(container.querySelector('del')?.textContent).toContain('11.00')
  expect(screen.getByText(/^Reduced from/).textContent).toMatch(/until 24 December/)
  await userEvent.click(button)
  const sheet = within(await screen.findByRole('dialog'))
  expect(sheet.getByText('For a time').nextSibling?.textContent).toMatch(/11\.00.*24 December/)
})

test('a release costs less by what was paid for its tracks, which is said', async () => {
  renderPage(`/work/${workByTitle('Tidal Rooms').label}`, { fixture: { purchases: [] } })
  await userEvent.click(await screen.findByRole('button', { name: /^Buy for 6\.00/ }))
  const sheet = within(await screen.findByRole('dialog'))
  const row = sheet.getByText('Paid for its tracks').nextSibling
  expect(row?.textContent).toMatch(/^9\.00.*, less 3\.00.* that you paid for its tracks$/)
})
