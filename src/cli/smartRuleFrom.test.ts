import { expect, test } from 'vitest'
import { smartRuleFrom } from './smartRuleFrom.ts'

const refused = (code: string) => expect.objectContaining({ code }) as Error

test('a rule says what is given, and no more', () => {
  expect(smartRuleFrom({ order: 'newest' })).toEqual({ order: 'newest' })
  expect(smartRuleFrom({ order: 'plays', genre: '', addedWithin: '30', limit: '50' })).toMatchObject({
    order: 'plays',
    genre: '',
    addedWithinDays: 30,
  })
})

test('an order, a number or an account that is none is refused by name', () => {
  expect(() => smartRuleFrom({ order: 'loudest' })).toThrow(refused('CLI_LIST_ORDER'))
  expect(() => smartRuleFrom({ order: 'newest', addedWithin: 'soon' })).toThrow(refused('CLI_NUMBER'))
  expect(() => smartRuleFrom({ order: 'newest', artist: 'Maren' })).toThrow(refused('CLI_ADDRESS'))
})
