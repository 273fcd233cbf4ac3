import type { GiverView } from '../shared/api/gifts.ts'
import { quote } from '../shared/text.ts'

/** Who gave something: a contact by name, anybody else as they call themselves, and always the account. */
export function describeGiver({ account, contact, name, resembles }: GiverView): string {
  if (contact !== null) return `${contact} (${account})`
  const said = name === null ? account : `${quote(name, 60)}, as they call themselves (${account})`
  return resembles === null ? said : `${said}, who is not your contact ${resembles}`
}
