import { expect, test } from 'vitest'
import type { SignedUrsulaRecord } from '../../protocol/policy.ts'
import { chooseUrsulas } from './chooseUrsulas.ts'

const of = (...operators: string[]): SignedUrsulaRecord[] =>
  operators.map((operator, index) => ({
    body: {
      v: 1,
      address: new Uint8Array(20).fill(index),
      peer: `peer ${index}`,
      addresses: [],
      verifyingKey: new Uint8Array(33),
      encryptingKey: new Uint8Array(33),
      operator,
    },
    signature: new Uint8Array(64),
  }))
const peersOf = (chosen: SignedUrsulaRecord[]) => chosen.map(({ body }) => body.peer)

test('no two Ursulas of one operator are chosen', () => {
  expect(peersOf(chooseUrsulas(of('a', 'a', 'b', 'b', 'c'), 3, false))).toEqual([
    'peer 0',
    'peer 2',
    'peer 4',
  ])
})

test('too few operators are too few Ursulas', () => {
  expect(() => chooseUrsulas(of('a', 'a', 'b'), 3, false)).toThrow(
    expect.objectContaining({ code: 'POLICY_TOO_FEW_URSULAS' }),
  )
})

test('on a local network one operator will do, after all others were taken', () => {
  expect(peersOf(chooseUrsulas(of('a', 'a', 'b'), 2, true))).toEqual(['peer 0', 'peer 2'])
  expect(peersOf(chooseUrsulas(of('a', 'a', 'a'), 3, true))).toEqual(['peer 0', 'peer 1', 'peer 2'])
  expect(() => chooseUrsulas(of('a', 'a'), 3, true)).toThrow(
    expect.objectContaining({ code: 'POLICY_TOO_FEW_URSULAS' }),
  )
})

test('who is refused hears how many there are, and whether their operators count', () => {
  expect(() => chooseUrsulas(of('a', 'a', 'b'), 3, false)).toThrow(
    'takes 3 Ursulas of different operators; 2 are known',
  )
  expect(() => chooseUrsulas(of('a', 'a'), 3, true)).toThrow('takes 3 Ursulas; 2 are known')
})
