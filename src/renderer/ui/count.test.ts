import { expect, test } from 'vitest'
import { t } from '../../shared/i18n/t.ts'
import { countText } from './count.ts'

test('thousands are parted', () => {
  expect([0, 999, 1000, 1_234_567].map(countText)).toEqual(['0', '999', '1,000', '1,234,567'])
})

test('one is one, and all else is several', () => {
  expect([0, 1, 100_000].map((count) => t('count.track', { count }))).toEqual([
    '0 tracks',
    '1 track',
    '100,000 tracks',
  ])
})
