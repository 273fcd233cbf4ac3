import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { workId } from '../../shared/ids.ts'
import { openStore } from '../store/openStore.ts'
import { Plays } from './plays.ts'

const folder = mkdtempSync(join(tmpdir(), 'plays-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const [salt, ferry] = [workId.parse('a'.repeat(32)), workId.parse('b'.repeat(32))]

test('plays are counted, those heard last come first, and a restart knows them', () => {
  const file = join(folder, 'store.sqlite')
  const store = openStore(file)
  let now = 0
  const plays = new Plays(store, () => (now += 1))
  for (const track of [salt, ferry, salt]) plays.add(track)
  const expected = [
    { track: salt, plays: 2, lastPlayedAt: 3 },
    { track: ferry, plays: 1, lastPlayedAt: 2 },
  ]
  expect(plays.list()).toEqual(expected)
  expect(plays.list()).toBe(plays.list())
  store.close()

  const reopened = openStore(file)
  expect(new Plays(reopened).list()).toEqual(expected)
  reopened.close()
})
