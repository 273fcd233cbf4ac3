import { beforeEach, expect, test } from 'vitest'
import { address, workId, type WorkKind } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Favourites } from './favourites.ts'
import { FollowedArtists } from './followedArtists.ts'

let store: Store
let time: number
beforeEach(() => {
  store = openStore(':memory:')
  time = 0
})

const now = () => (time += 1)
const work = (digit: string, kind: WorkKind = 'track') => ({ kind, id: workId.parse(digit.repeat(32)) })
const ada = address.parse(`0x${'a'.repeat(40)}`)
const bo = address.parse(`0x${'b'.repeat(40)}`)

test('works are marked once, those marked last first, and the mark can be taken away', () => {
  const favourites = new Favourites(store, now)
  favourites.add(work('1'))
  favourites.add(work('2', 'release'))
  favourites.add(work('1'))
  expect(favourites.list()).toEqual([work('2', 'release'), work('1')])
  favourites.remove(work('2'))
  favourites.remove(work('1'))
  expect(favourites.list()).toEqual([work('2', 'release')])
})

test('of an artist who is followed, what comes later is new, once', () => {
  const followed = new FollowedArtists(store, now)
  followed.follow(ada, [work('1'), work('2', 'release')])
  followed.follow(ada, [])
  expect(followed.takeNew(ada, [work('1'), work('2', 'release')])).toEqual([])
  expect(followed.takeNew(ada, [work('1'), work('2'), work('3')])).toEqual([work('2'), work('3')])
  expect(followed.takeNew(ada, [])).toEqual([])
  expect(followed.takeNew(ada, [work('3')])).toEqual([])
})

test('nothing is new of anybody else, and nothing is kept of who is followed no more', () => {
  const followed = new FollowedArtists(store, now)
  followed.follow(ada, [work('1')])
  followed.follow(bo, [])
  expect(followed.list()).toEqual([bo, ada])
  followed.unfollow(ada)
  expect([followed.list(), followed.isFollowed(ada)]).toEqual([[bo], false])
  expect(followed.takeNew(ada, [work('9')])).toEqual([])
  followed.follow(ada, [])
  expect(followed.takeNew(ada, [work('1')])).toEqual([work('1')])
})
