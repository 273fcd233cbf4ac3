import { expect, test } from 'vitest'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { tooFewAnswers } from './tooFewAnswers.ts'

const twoOfThree = { threshold: 2, shares: 3 }
const failed = (...codes: ErrorCode[]) => codes.map((code) => new BuskerError(code, 'No.'))

test.each<[string, ErrorCode[], ErrorCode]>([
  ['two that say revoked', ['POLICY_REVOKED', 'POLICY_REVOKED', 'IPFS_PEER_TIMEOUT'], 'POLICY_REVOKED'],
  ['two that say expired', ['POLICY_EXPIRED', 'POLICY_EXPIRED'], 'POLICY_EXPIRED'],
  ['one that says revoked, one expired', ['POLICY_REVOKED', 'POLICY_EXPIRED'], 'POLICY_REVOKED'],
  ['one alone that says revoked', ['POLICY_REVOKED', 'IPFS_PEER_UNREACHABLE'], 'POLICY_TOO_FEW_ANSWERS'],
  ['two that are down', ['IPFS_PEER_UNREACHABLE', 'IPFS_PEER_UNREACHABLE'], 'POLICY_TOO_FEW_ANSWERS'],
  ['nobody', [], 'POLICY_TOO_FEW_ANSWERS'],
])('%s', (_, codes, code) => {
  expect(tooFewAnswers(twoOfThree, 0, failed(...codes))).toMatchObject({ code })
})

test.each<[ErrorCode, RegExp]>([
  ['POLICY_REVOKED', /ended access/],
  ['POLICY_EXPIRED', /time .* is over/],
  ['POLICY_FORGED', /not in order/],
  ['IPFS_PEER_TIMEOUT', /2 of 3 Ursulas; 1 answered rightly \(IPFS_PEER_TIMEOUT\)/],
])('what two say, %s, is told with what each of them said', (code, sentence) => {
  const failures = failed(code, code)
  expect(tooFewAnswers(twoOfThree, 1, failures)).toMatchObject({
    message: expect.stringMatching(sentence) as string,
    cause: expect.objectContaining({ errors: failures }) as unknown,
  })
})
