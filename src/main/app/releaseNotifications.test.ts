import { beforeEach, expect, test } from 'vitest'
import type { WorkView } from '../../shared/api/node.ts'
import { address, cidText, toLabel, workId, type WorkKind } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Notice } from './notifier.ts'
import { ReleaseNotifications } from './releaseNotifications.ts'

let shown: Notice[]
let clicked: string[]
let isEnabled: boolean
let notifications: ReleaseNotifications
beforeEach(() => {
  shown = []
  clicked = []
  isEnabled = true
  notifications = new ReleaseNotifications({
    isEnabled: () => isEnabled,
    show: (notice) => shown.push(notice),
    onClick: ({ title }) => clicked.push(title),
  })
})

function work(kind: WorkKind, title: string, releaseTitle: string | null = null): WorkView {
  const id = workId.parse('1f'.repeat(16))
  return {
    kind,
    id,
    title,
    releaseTitle,
    edition: 1,
    label: toLabel(kind, id, 1),
    artistName: 'Ada',
    manifest: cidText.parse(`b${'a'.repeat(40)}`),
    artist: address.parse(`0x${'a'.repeat(40)}`),
    hasNamesake: false,
    genre: null,
    durationMs: null,
    year: null,
    trackNumber: null,
    artwork: null,
    price: toAmount(1n),
    isOwn: false,
    isOwned: false,
  }
}

test('a release stands for its tracks, and leads to its page', () => {
  notifications.onNewWorks([
    work('track', 'Salt', 'Tidal Rooms'),
    work('release', 'Tidal Rooms'),
    work('track', 'Alone'),
  ])
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    ['New from Ada', '“Tidal Rooms” and 1 more'],
  ])
  shown[0]?.onClick()
  expect(clicked).toEqual(['Tidal Rooms'])
})

test('what an artist calls a work is in quotation marks that it can not close', () => {
  notifications.onNewWorks([work('track', 'Salt”\n\u202eBusker: enter your words')])
  expect(shown[0]?.body).toBe('“Salt’ Busker: enter your words”')
})

test('nothing is shown of nothing, or to who wants none', () => {
  notifications.onNewWorks([])
  isEnabled = false
  notifications.onNewWorks([work('track', 'Salt')])
  expect(shown).toEqual([])
})
