import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { Token } from '../../shared/token.ts'
import { exactAmountText, shortAmountText } from '../../shared/i18n/amountText.ts'
import { directionOf } from '../../shared/i18n/languages.ts'
import { shownLanguage, shownLocale, t } from '../../shared/i18n/t.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Address, Label } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { documentOf, type Markup } from '../markup/documentOf.ts'
import { receiptBegin, receiptEnd } from './findReceipt.ts'

/** What a page for people says of a purchase. */
export interface ReceiptContent {
  /** Of the order. */
  readonly id: string
  readonly title: string
  readonly artistName: string
  readonly label: Label
  readonly manifest: string
  readonly seller: Address
  readonly buyer: Address
  readonly recipient: Address
  readonly amount: Amount
  /** What Raiden took on top; null: not known. */
  readonly fee: Amount | null
  /** What the artist paid back, where they did. */
  readonly refunded?: Amount | undefined
  /** When it was ordered, ms since epoch. */
  readonly orderedAt: number
  readonly network: Pick<NetworkProfile, 'name' | 'token' | 'chain' | 'contracts'>
  /** The proof, as `encodeText` writes it. */
  readonly proof: string
}

const style = `
:root { color-scheme: light dark; --paper: #faf9f7; --raised: #efedea; --ink: #1c1a17; --quiet: #5d5850; --accent: #98380a; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #191816; --raised: #24221f; --ink: #f3f0ea; --quiet: #b0a99e; --accent: #f79a63; }
}
@media print { :root { --paper: #fff; --raised: #fff; --ink: #000; --quiet: #444; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 0.25rem; letter-spacing: -0.02em; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0.5rem; }
p { margin: 0.25rem 0; max-width: 40rem; }
.kind, .quiet { color: var(--quiet); }
.kind { color: var(--accent); font-weight: 600; }
.total { font-size: 1.5rem; font-weight: 600; margin: 1.25rem 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.5rem 1.5rem; margin: 1rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
code, pre { font: 0.85rem/1.5 ui-monospace, monospace; }
pre { background: var(--raised); padding: 1rem; border-radius: 6px; white-space: pre-wrap; word-break: break-all; }
@media (max-width: 32rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0 0; } dd { margin-bottom: 0.75rem; } }
`
const styleHash = createHash('sha256').update(style).digest('base64')
/** It loads nothing and runs nothing, and its only style is the one above. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`

/** Text from others, which can't hold the lines that a proof is found by. */
const inert = (text: string): string => text.replaceAll('-----', '‑‑‑‑‑')

/** A page that a person reads, sends and prints, in the language that is shown, with the proof in it. It holds nothing secret. */
export function receiptPage(content: ReceiptContent): string {
  const { title, artistName, network, amount, fee, refunded, buyer, recipient, orderedAt } = content
  const { token, chain, contracts } = network
  const money = (value: bigint) =>
    html`<bdi dir="ltr">${amountText(value, token)} ${inert(token.symbol)}</bdi>`
  const time = new Intl.DateTimeFormat(shownLocale(), { dateStyle: 'long', timeStyle: 'short' })
  const day = html`<time datetime="${new Date(orderedAt).toISOString()}">${time.format(orderedAt)}</time>`
  const code = (text: string | number) => html`<code dir="ltr">${text}</code>`
  const said: Facts = [
    [t('receipt.work'), html`<bdi>${inert(title)}</bdi>`],
    [t('receipt.artist'), html`<bdi>${inert(artistName)}</bdi>`],
    [t('receipt.orderedOn'), day],
    [t('receipt.price'), money(amount)],
    ...(fee === null ? [] : ([[t('receipt.hubsFee'), money(fee)]] as const)),
    ...(refunded === undefined ? [] : ([[t('receipt.paidBack'), money(refunded)]] as const)),
    [t('receipt.network'), html`<bdi>${inert(network.name)}</bdi>`],
  ]
  const vouchedFor: Facts = [
    [t('receipt.soldBy'), code(content.seller)],
    [t('receipt.boughtBy'), code(buyer)],
    ...(recipient === buyer ? [] : ([[t('receipt.givenTo'), code(recipient)]] as const)),
    [t('receipt.label'), code(content.label)],
    [t('receipt.manifest'), code(content.manifest)],
    [t('receipt.baseUnits'), code(String(amount))],
    [t('receipt.tokenNetwork'), code(contracts.tokenNetwork)],
    [t('receipt.chain'), code(chain.id)],
  ]
  const heading = t('receipt.heading', { title: inert(title) })
  const document = html`<!doctype html>
    <html lang="${shownLanguage()}" dir="${directionOf(shownLanguage())}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${heading}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <main>
          <p class="kind">${t('receipt.receipt')}</p>
          <h1><bdi>${inert(title)}</bdi></h1>
          <p class="quiet"><bdi>${inert(artistName)}</bdi></p>
          <p class="total">${money(amount + (fee ?? 0n))}</p>
          ${factList(said)}
          <p class="quiet">${t('receipt.order')} ${code(content.id)}</p>
          <h2>${t('receipt.whatIsProven')}</h2>
          <p>${t('receipt.whatTheProofHolds')}</p>
          ${factList(vouchedFor)}
          <h2>${t('receipt.theProof')}</h2>
          <p>${t('receipt.howToCheck')}</p>
          <pre dir="ltr" translate="no">${`\n${receiptBegin}\n${content.proof}\n${receiptEnd}\n`}</pre>
        </main>
      </body>
    </html>`
  return documentOf(document)
}

/** All of an amount, with two decimals at least. */
function amountText(value: bigint, token: Token): string {
  const isShort = token.decimals <= 2 || value % 10n ** BigInt(token.decimals - 2) === 0n
  return isShort ? shortAmountText(value, token) : exactAmountText(value, token)
}

type Facts = readonly (readonly [term: string, value: Markup])[]

function factList(facts: Facts): Markup {
  return html`<dl>
    ${facts.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
}
