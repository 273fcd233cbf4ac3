import { expect, test } from 'vitest'
import { blocklistProtocol } from './blocklist.ts'
import { boughtProtocol } from './bought.ts'
import { catalogueProtocol } from './catalogue.ts'
import { channelsProtocol } from './channels.ts'
import { collectionsProtocol } from './collections.ts'
import { hubProtocol } from './hub.ts'
import { mailboxProtocol } from './mailbox.ts'
import { purchaseProtocol } from './purchase.ts'
import { reportProtocol } from './report.ts'
import type { Operation } from './rpc.ts'
import { towerProtocol } from './tower.ts'
import { ursulaProtocol } from './ursula.ts'

const protocols: readonly {
  readonly maxBytes: number
  readonly operations: Readonly<Record<string, Operation>>
}[] = [
  blocklistProtocol,
  boughtProtocol,
  catalogueProtocol,
  channelsProtocol,
  collectionsProtocol,
  hubProtocol,
  mailboxProtocol,
  purchaseProtocol,
  reportProtocol,
  towerProtocol,
  ursulaProtocol,
]

test('a request may be as long as its answer only where it brings so much itself', () => {
  const large = protocols
    .flatMap(({ operations }) => Object.entries(operations))
    .filter(([, { requestMaxBytes, maxBytes }]) => (requestMaxBytes ?? maxBytes) > 16 * 1024)
    .map(([name]) => name)
  expect(large).toEqual(['vouch', 'keep', 'keepSnapshot', 'put', 'reencrypt'])
})

test('no request is longer than what is read of its protocol at all', () => {
  for (const { maxBytes, operations } of protocols)
    for (const { requestMaxBytes = 0 } of Object.values(operations))
      expect(requestMaxBytes).toBeLessThan(maxBytes)
})
