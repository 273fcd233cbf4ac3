/** What an error can mean for the money of the person who meets it, each with its sentence. */
export const moneyMeanings = {
  untouched: 'No money moves because of it.',
  returned: 'The payment was not taken: the money is back in the balance by itself.',
  paid: 'What was paid stays paid, and the right to access with it.',
  pending: 'It decides nothing: the state of the order or the payment says what became of the money.',
  kept: 'The money stays in the account and its channels, and may be out of use until this is mended.',
  atRisk: 'Money in channels can be lost where nothing is done.',
} as const

export type MoneyMeaning = keyof typeof moneyMeanings

/** What a code says beyond the message that is written where it is thrown. */
export interface ErrorEntry {
  readonly money: MoneyMeaning
  /** What the person who meets it does, as a sentence. */
  readonly action: string
}

/** The codes of one domain. */
export type ErrorEntries = Readonly<Record<`${Uppercase<string>}_${Uppercase<string>}`, ErrorEntry>>
