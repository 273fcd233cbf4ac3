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
