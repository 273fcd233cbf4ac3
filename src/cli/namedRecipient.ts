import { readShortName } from '../shared/shortNames.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Context } from './context.ts'

/**
 * The card of whoever a short name means, once it was said whose it is: they are a contact from then on.
 *
 * @throws BuskerError `HUB_NAME_UNKNOWN`, `CONTACT_NAME_MOVED`, `CONTACT_KEYS_CHANGED`
 */
export async function namedRecipient(text: string, { node, terminal }: Context): Promise<string> {
  const shortName = readShortName(text)
  const { account, name, card } = await node.ask('readCard', { card: text })
  if (shortName === undefined || card === undefined) {
    throw new BuskerError('HUB_NAME_UNKNOWN', `${text} is no short name. Nothing was paid.`)
  }
  const who = name === null ? 'whom you have not met: compare the address with them' : `your contact ${name}`
  terminal.progress({ shortName, account, name }, `The hub says that @${shortName} is ${account}, ${who}.`)
  await node.ask('pinName', { name: shortName, card })
  return card
}
