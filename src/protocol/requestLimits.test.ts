import { expect, test } from 'vitest'
import { blocklistProtocol } from './blocklist.ts'
import { catalogueProtocol } from './catalogue.ts'
import { channelsProtocol } from './channels.ts'
import { hubProtocol } from './hub.ts'
import { mailboxProtocol } from './mailbox.ts'
import { purchaseProtocol } from './purchase.ts'
import { reportProtocol } from './report.ts'
import type { Operation } from './rpc.ts'
import { towerProtocol } from './tower.ts'
import { ursulaProtocol } from './ursula.ts'

const protocols: readonly { readonly operations: Readonly<Record<string, Operation>> }[] = [
  blocklistProtocol,
  catalogueProtocol,
  channelsProtocol,
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
  expect(large).toEqual(['keepSnapshot', 'put', 'reencrypt'])
})
