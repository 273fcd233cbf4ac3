import { addressOf, hashOf, tokens } from '../fixtures/seededValues.ts'
import { me, workByTitle } from '../fixtures/works.ts'
import type { CheckedReceipt } from '../../../shared/api/receipts.ts'
import type { Screenshot } from './screenshot.ts'

const { artist, label, manifest, title, artistName } = workByTitle('Salt')
const genuine: CheckedReceipt = {
  seller: artist,
  buyer: me,
  recipient: me,
  label,
  manifest,
  amount: tokens(1.5),
  chainId: 31_337,
  tokenNetwork: addressOf('token network'),
  title,
  artistName,
  isOnThisNetwork: true,
}
const stranger = addressOf('bo')
const answering = (receipt: Partial<CheckedReceipt>): NonNullable<Screenshot['handlers']> => ({
  verifyReceipt: async () => ({ ...genuine, ...receipt }),
})
const actions = [{ drop: hashOf('receipt') }] as const

/** A receipt that is checked. */
export const receiptScreenshots: readonly Screenshot[] = [
  {
    id: 'receipt.none',
    path: '/',
    actions: [{ command: 'Check a receipt…' }],
  },
  { id: 'receipt.holds', path: '/', actions: [...actions, { open: 'Details' }], handlers: answering({}) },
  {
    id: 'receipt.ofOthers',
    path: '/',
    actions,
    handlers: answering({ buyer: stranger, recipient: stranger, title: null, isOnThisNetwork: false }),
  },
  {
    id: 'receipt.provesNothing',
    path: '/',
    actions,
    errors: {
      verifyReceipt: {
        code: 'PROTOCOL_FORGED',
        message: 'The parts of this receipt do not belong together.',
      },
    },
  },
]
