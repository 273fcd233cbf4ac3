import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { CardGrid } from './CardGrid.tsx'
import { ScrollAreaProvider } from './scrollArea.ts'

afterEach(cleanup)

function show(count: number) {
  const area = document.createElement('main')
  render(
    <ScrollAreaProvider value={area}>
      <CardGrid
        label="Releases"
        items={Array.from({ length: count }, (_, index) => `Release ${index + 1}`)}
        keyOf={(name) => name}
      >
        {(name) => <button type="button">{name}</button>}
      </CardGrid>
    </ScrollAreaProvider>,
  )
  const list = screen.getByRole('list', { name: 'Releases' })
  const card = (name: string) => screen.queryByRole('button', { name })
  const mounted = () => screen.getAllByRole('button').length
  /** There is no layout here: the list has to be told that it moves. */
  const scrollTo = (top: number) => {
    list.getBoundingClientRect = () => new DOMRect(0, -top, 1000, 1)
    fireEvent.scroll(area)
  }
  return { list, card, mounted, scrollTo }
}

test('a grid of few cards has them all', () => {
  expect(show(200).mounted()).toBe(200)
})

test('of many cards those in sight are mounted, and each says which of how many it is', () => {
  const { card, mounted, scrollTo, list } = show(10_000)
  expect(mounted()).toBeLessThan(150)
  expect(card('Release 1')?.closest('li')?.getAttribute('aria-setsize')).toBe('10000')
  scrollTo(100_000)
  expect(mounted()).toBeLessThan(150)
  const places = [...list.querySelectorAll('[aria-posinset]')].map((one) =>
    Number(one.getAttribute('aria-posinset')),
  )
  expect(places.at(-1)).toBeGreaterThan(1000)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(card(`Release ${places.at(-1)}`)).not.toBeNull()
  scrollTo(10_000_000)
  expect(card('Release 10000')).not.toBeNull()
})

test('the heights of the cards and of what stands for the others are those of all rows', () => {
  const { list, scrollTo } = show(10_000)
  const heights = () => [...list.children].map((one) => Number.parseFloat((one as HTMLElement).style.height))
  const columns = Number(/repeat\((\d+)/.exec(list.style.gridTemplateColumns)?.[1])
  const rowHeight = heights()[0] ?? 0
  for (const top of [0, 50_000]) {
    scrollTo(top)
    const cards = list.querySelectorAll('[aria-posinset]').length
    const placeholders = heights().reduce((sum, height) => sum + height, 0) - cards * rowHeight
    const rows = Math.ceil(cards / columns) + placeholders / rowHeight
    expect(rows).toBeCloseTo(Math.ceil(10_000 / columns))
  }
})

test('the card with the focus stays, wherever one has scrolled to', () => {
  const { card, scrollTo } = show(10_000)
  card('Release 7')?.focus()
  scrollTo(100_000)
  expect(document.activeElement).toBe(card('Release 7'))
  expect(card('Release 7')).not.toBeNull()
})
