import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { takenOver, takingOver, usedElsewhere } from '../testing/fixtures/lease.ts'
import { pairedServer } from '../testing/fixtures/server.ts'
import { renderPage } from '../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const notice = async (text: RegExp) => (await screen.findByText(text)).closest<HTMLElement>('[role=status]')

test('says on every page that the words are in use on another machine, since when, and offers to take over', async () => {
  const { bridge } = renderPage('/library', { fixture: { lease: usedElsewhere } })
  const said = await notice(/In use on/)
  expect(said?.textContent).toMatch(/anas-studio since .*hours ago/)
  await user.click(within(said as HTMLElement).getByRole('button', { name: 'Take over here' }))
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('takeOver'))
})

test('says on the old machine who took over and when, and offers to take it back', async () => {
  renderPage('/library', { fixture: { lease: takenOver } })
  const said = await notice(/took over/)
  expect(said?.textContent).toMatch(/anas-studio took over/)
  expect(within(said as HTMLElement).getByRole('button', { name: 'Take it back' })).toBeDefined()
})

test('says that the server sells, where it is the one that was paired', async () => {
  renderPage('/library', { fixture: { lease: takenOver, server: pairedServer } })
  const said = await notice(/Your server/)
  expect(said?.textContent).toContain('Your server anas-studio sells.')
  expect(within(said as HTMLElement).getByRole('button', { name: 'Take it back' })).toBeDefined()
})

test('says that the other machine is asked to stop, and how long that takes at most', async () => {
  renderPage('/library', { fixture: { lease: takingOver } })
  const said = await notice(/is asked to stop/)
  expect(said?.textContent).toMatch(/If it does not answer, this machine goes on/)
  expect(within(said as HTMLElement).queryByRole('button')).toBeNull()
})

test('says nothing where this machine is the one in use', async () => {
  renderPage('/library')
  await screen.findByRole('heading', { level: 1, name: 'Library' })
  expect(screen.queryByText(/In use on/)).toBeNull()
})

test('says why this machine could not take over, and offers it again', async () => {
  const { bridge } = renderPage('/library', { fixture: { lease: usedElsewhere } })
  await notice(/In use on/)
  const problem = { code: 'SNAPSHOT_HUB_UNREACHABLE', message: 'The hub can’t be asked now.' } as const
  act(() => bridge.emit('app.notTakenOver', { problem }))
  await screen.findByText(/This machine did not take over: The hub can’t be asked now/)
  expect(screen.getByRole('button', { name: 'Take over here' })).toBeDefined()
})
