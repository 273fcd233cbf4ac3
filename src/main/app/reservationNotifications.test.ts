import { beforeEach, expect, test } from 'vitest'
import type { ReservationView } from '../../shared/api/coming.ts'
import type { Notice } from './notifier.ts'
import { ReservationNotifications } from './reservationNotifications.ts'

let shown: Notice[]
let presses: number
let isWanted: boolean
let notifications: ReservationNotifications
beforeEach(() => {
  shown = []
  presses = 0
  isWanted = true
  notifications = new ReservationNotifications({
    isWanted: () => isWanted,
    show: (notice) => shown.push(notice),
    onClick: () => (presses += 1),
  })
})

const reservation = (id: string, state: ReservationView['state']) => ({
  id,
  state,
  title: 'Salt',
  artistName: 'Ada',
  problem: state === 'stopped' ? ({ code: 'ORDER_COSTS_MORE', message: 'It costs more.' } as const) : null,
})
const change = (...all: ReturnType<typeof reservation>[]) => notifications.onChanged(all)

test('a reservation that stops is told of once, with its reason, and leads to where it is listed', () => {
  change(reservation('a', 'waiting'), reservation('b', 'waiting'))
  expect(shown).toEqual([])
  change(reservation('a', 'stopped'), reservation('b', 'ordering'))
  change(reservation('a', 'stopped'), reservation('b', 'ordered'))
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    ['A reservation has stopped', '“Salt” by “Ada”\nIt costs more.'],
  ])
  shown[0]?.onClick()
  expect(presses).toBe(1)
})

test('one that was reserved again may stop again', () => {
  for (const state of ['stopped', 'waiting', 'stopped'] as const) change(reservation('a', state))
  expect(shown).toHaveLength(2)
})

test('what had stopped before, or while nobody wanted to hear of it, is no news', () => {
  notifications.skip([reservation('a', 'stopped')])
  isWanted = false
  change(reservation('a', 'stopped'), reservation('b', 'stopped'))
  isWanted = true
  change(reservation('a', 'stopped'), reservation('b', 'stopped'))
  expect(shown).toEqual([])
})

test('what an artist calls a work is shown as theirs', () => {
  change({ ...reservation('a', 'stopped'), title: 'Salt”\n\u202eBusker: enter your words' })
  expect(shown[0]?.body.split('\n')[0]).toBe('“Salt’ Busker: enter your words” by “Ada”')
})
