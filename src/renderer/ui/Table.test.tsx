import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Table } from './Table.tsx'
import { TooltipProvider } from './Tooltip.tsx'

afterEach(cleanup)

const rows = ['Salt', 'Low Water', 'Four Chairs', 'Night Ferry'].map((name) => ({ name }))

function show() {
  const onOpen = vi.fn<(row: { name: string }) => void>()
  const onPlay = vi.fn<(chosen: readonly { name: string }[]) => void>()
  render(
    <Table
      label="Tracks"
      rows={rows}
      columns={[{ id: 'name', header: 'Name', cell: ({ name }) => name }]}
      keyOf={({ name }) => name}
      onOpen={onOpen}
      menu={(chosen) => [
        { label: 'Play', onSelect: () => onPlay(chosen) },
        { label: 'Rename', isDisabled: chosen.length > 1, onSelect: () => {} },
      ]}
    />,
    { wrapper: TooltipProvider },
  )
  const bar = () => screen.queryByRole('toolbar', { name: 'With the rows chosen' })
  const row = (name: string) => screen.getByRole('row', { name })
  const chosen = () =>
    rows
      .map(({ name }) => name)
      .filter(
        (name) => row(name).ariaSelected === 'true' || row(name).getAttribute('aria-selected') === 'true',
      )
  return { onOpen, onPlay, bar, row, chosen, user: userEvent.setup() }
}

describe('a table', () => {
  test('is a table with headers', () => {
    show()
    expect(screen.getByRole('grid', { name: 'Tracks' }).tagName).toBe('TABLE')
    expect(screen.getByRole('columnheader', { name: 'Name' })).toBeDefined()
  })

  test('has one row that Tab reaches, and arrows move from there', async () => {
    const { user, row, chosen } = show()
    await user.tab()
    expect(document.activeElement).toBe(row('Salt'))
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement).toBe(row('Four Chairs'))
    expect(chosen()).toEqual(['Four Chairs'])
    await user.keyboard('{Home}')
    expect(document.activeElement).toBe(row('Salt'))
  })

  test('chooses a range with Shift, one more with Ctrl, all with Ctrl+A', async () => {
    const { user, row, chosen } = show()
    await user.click(row('Salt'))
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(chosen()).toEqual(['Salt', 'Low Water', 'Four Chairs'])
    await user.keyboard('{Control>}')
    await user.click(row('Low Water'))
    await user.keyboard('{/Control}')
    expect(chosen()).toEqual(['Salt', 'Four Chairs'])
    await user.keyboard('{Control>}a{/Control}')
    expect(chosen()).toHaveLength(4)
  })

  test('opens a row with Enter and with a double press', async () => {
    const { user, row, onOpen } = show()
    await user.click(row('Low Water'))
    await user.keyboard('{Enter}')
    expect(onOpen).toHaveBeenLastCalledWith({ name: 'Low Water' })
    await user.dblClick(row('Night Ferry'))
    expect(onOpen).toHaveBeenLastCalledWith({ name: 'Night Ferry' })
  })

  test('offers for several rows, in a bar, what their menu offers, until none is chosen', async () => {
    const { user, row, bar, chosen, onPlay } = show()
    await user.click(row('Salt'))
    expect(bar()).toBeNull()
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(bar()?.textContent).toContain('2 chosen')
    expect(screen.queryByRole('button', { name: 'Rename' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Play' }))
    expect(onPlay).toHaveBeenLastCalledWith([{ name: 'Salt' }, { name: 'Low Water' }])
    row('Low Water').focus()
    await user.keyboard('{Escape}')
    expect([chosen(), bar()]).toEqual([[], null])
  })
})
