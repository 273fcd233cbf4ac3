import type { GiverView } from '../api/gifts.ts'
import { shortAddress } from '../shortAddress.ts'
import { quote } from '../text.ts'
import { t } from './t.ts'

/** Who gave something, in one line: a contact as one calls them, anybody else by their account and as they call themselves. */
export function giverText({ account, contact, name }: Omit<GiverView, 'resembles'>): string {
  if (contact !== null) return contact
  if (name === null) return shortAddress(account)
  return t('library.callsThemselves', { name: quote(name, 60), account: shortAddress(account) })
}
