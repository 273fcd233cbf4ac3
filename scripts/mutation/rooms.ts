import { dirname } from 'node:path'

/** What touches money, and says what became of it. */
export const rooms = [
  'src/renderer/features/sales/saleTotals.ts',
  'src/renderer/features/sales/orderSummary.ts',
  'src/renderer/features/wallet/channels.ts',
  'src/renderer/features/buy/purchaseText.ts',
  'src/renderer/features/buy/orderSteps.ts',
  'src/renderer/features/buy/topUp.ts',
  'src/shared/orderStates.ts',
  'src/shared/token.ts',
  'src/node/market',
  'src/node/saga',
  'src/node/wallet',
  'src/node/access',
  'src/node/connection',
  'src/hub/funding',
  'src/raiden/child',
]

/** Where the tests of a folder take minutes, a file is held against those that are about it. */
const ownTests: Readonly<Record<string, readonly string[]>> = {
  'src/node/access/beginJoin': ['join'],
  'src/node/access/capsules': ['capsules'],
  'src/node/access/checkPolicy': ['checkPolicy'],
  'src/node/access/contentKeys': ['contentKeys'],
  'src/node/access/createAccess': ['access', 'join'],
  'src/node/access/createGrants': ['grants'],
  'src/node/access/fragmentTable': ['gatherFragments'],
  'src/node/access/gatherFragments': ['gatherFragments'],
  'src/node/access/knownUrsulas': ['knownUrsulas'],
  'src/node/access/makeGrant': ['makeGrant'],
  'src/node/access/ownedKey': ['capsules'],
  'src/node/access/revocationSender': ['revocationRetries', 'revocationSender'],
  'src/node/access/runHedged': ['runHedged'],
  'src/node/access/tooFewAnswers': ['tooFewAnswers'],
  'src/node/connection/connectionRequests': ['connectionRequests'],
  'src/node/connection/createFundingClient': ['connectionRequests'],
  'src/node/market/buyer': ['buyer'],
  'src/node/market/checkGift': ['checkGift'],
  'src/node/market/checkOffer': ['checkOffer'],
  'src/node/market/customers': ['customers'],
  'src/node/market/draftSale': ['draftSale'],
  'src/node/market/droppedLetters': ['hopelessLetter'],
  'src/node/market/giftGivers': ['market'],
  'src/node/market/giftInbox': ['giftOpening'],
  'src/node/market/giftRoom': ['gifts'],
  'src/node/market/giftedPurchase': ['gifts'],
  'src/node/market/gifts': ['gifts'],
  'src/node/market/heldRequests': ['heldRequests'],
  'src/node/market/hopelessLetter': ['hopelessLetter'],
  'src/node/market/hubDebts': ['hubDebts'],
  'src/node/market/incomingCapacity': ['incomingCapacity'],
  'src/node/market/invoiceQuotas': ['invoiceQuotas'],
  'src/node/market/joiningActions': ['joiningActions'],
  'src/node/market/ledger': ['ledger'],
  'src/node/market/market': ['market'],
  'src/node/market/payingActions': ['payingActions'],
  'src/node/market/paymentLookup': ['payingActions'],
  'src/node/market/purchaseActions': ['purchaseActions'],
  'src/node/market/purchaseFacts': ['joiningActions', 'payingActions'],
  'src/node/market/purchaseOutcome': ['purchaseOutcome'],
  'src/node/market/purchases': ['purchases'],
  'src/node/market/saleActions': ['saleActions'],
  'src/node/market/sales': ['sales'],
  'src/node/market/saleRefusals': ['sellerAnswers'],
  'src/node/market/seller': ['seller', 'sellerAnswers'],
  'src/node/market/sellerCalls': ['purchaseActions'],
  'src/node/market/transferMatches': ['saleActions'],
  'src/raiden/child/balanceProofs': ['balanceProofs'],
  'src/raiden/child/batchRxjsQueue': ['batchRxjsQueue'],
  'src/raiden/child/chainWatch': ['chainWatch', 'refusals'],
  'src/raiden/child/channels': ['channels'],
  'src/raiden/child/childStore': ['childStore'],
  'src/raiden/child/childTime': ['childTime'],
  'src/raiden/child/epicMiddleware': ['epicMiddleware'],
  'src/raiden/child/pathFinding': ['pathFinding'],
  'src/raiden/child/payee': ['payee'],
  'src/raiden/child/payer': ['payer', 'refusals'],
  'src/raiden/child/raidenErrors': ['raidenErrors'],
  'src/raiden/child/raidenHandle': ['raidenHandle'],
  'src/raiden/child/readBlocks': ['readBlocks'],
  'src/raiden/child/sealedFolder': ['sealedLevel'],
  'src/raiden/child/sealedLevel': ['sealedLevel'],
  'src/raiden/child/storedTransfer': ['storedTransfer'],
  'src/raiden/child/transactionQueue': ['transactionQueue'],
  'src/raiden/child/transferFeed': ['transferFeed'],
  'src/raiden/child/withdrawalHold': ['channels', 'withdrawalHold'],
  'src/raiden/child/writeTracker': ['writeTracker'],
}

/** Which tests have to notice mutants of these files and folders; globs. */
export function testsOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => path.replace(/:.*/, '')).flatMap(testsOfOne))]
}

function testsOfOne(path: string): string[] {
  if (!path.endsWith('.ts')) return [`${path.replace(/\/$/, '')}/*.test.ts`]
  const names = ownTests[path.slice(0, -'.ts'.length)] ?? ['*']
  return names.map((name) => `${dirname(path)}/${name}.test.ts`)
}
