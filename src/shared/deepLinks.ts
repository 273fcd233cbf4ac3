import type { Address, Label } from './ids.ts'

const prefix = 'busker://'
/** What a link may lead to. Its page shows a thing; nothing is bought, joined or changed by going there. */
const linkablePages: readonly string[] = ['artist', 'work', 'library', 'playlists']
const segment = /^[\w.~%-]{1,256}$/
const maxLength = 1280

/** An invitation: it is shown, and a person decides. Queries and fragments are dropped, and the slash that some programs add. */
const invitationLink = /^(busker:\/\/join\/[\w-]{1,1000})\/?(?:[?#].*)?$/

/** The invitation that a link is, or null when it is none. */
export function invitationIn(text: string): string | null {
  return text.length > maxLength ? null : (invitationLink.exec(text)?.[1] ?? null)
}

/** Somebody's card: it is shown, and a person keeps it under a name, or not. */
const contactLink = /^busker:\/\/contact\/([\w-]{1,1200})\/?(?:[?#].*)?$/

/** The page a `busker://` link leads to, or null when it is none of ours. Queries and fragments are dropped. */
export function deepLinkPath(text: string): string | null {
  if (text.length > maxLength || !text.startsWith(prefix) || !URL.canParse(text)) return null
  const card = contactLink.exec(text)?.[1]
  if (card !== undefined) return `/wallet/contact/${card}`
  const { host, pathname } = new URL(text)
  const segments = [host, ...pathname.split('/')].filter((each) => each !== '')
  const [kind] = segments
  if (kind === undefined || !linkablePages.includes(kind)) return null
  return segments.every((each) => segment.test(each) && each !== '.' && each !== '..')
    ? `/${segments.join('/')}`
    : null
}

/** The first link among the arguments the application was started with. */
export function deepLinkPathIn(args: readonly string[]): string | null {
  return firstOf(args, deepLinkPath)
}

/** The first invitation among them. */
export function invitationAmong(args: readonly string[]): string | null {
  return firstOf(args, invitationIn)
}

function firstOf(args: readonly string[], read: (text: string) => string | null): string | null {
  return args.map(read).find((found) => found !== null) ?? null
}

/** The link that opens a work's page. */
export const workDeepLink = (label: Label): string => `${prefix}work/${label}`

/** The link that opens a work's page with a code of the artist's filled in: the person redeems it, or not. */
export const codeDeepLink = (label: Label, code: string): string => `${workDeepLink(label)}/code/${code}`

/** The link that opens an artist's page. */
export const artistDeepLink = (address: Address): string => `${prefix}artist/${address}`
