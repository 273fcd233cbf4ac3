import { z } from 'zod'
import { line } from './text.ts'

/** Links of one artist. */
export const profileMaxLinks = 8
/** Characters of `about`, as people count them. */
export const aboutMaxLength = 4000
/** Characters of a link. */
const maxUrlLength = 500

/**
 * Where an artist's link leads: `https:` or `busker:`, in the one form in which a browser writes it, so that nothing in it is
 * invisible, reordered or in letters that look like others; without a name and password, which look like a host.
 */
export const profileUrl = z
  .string()
  .max(maxUrlLength)
  .refine(isProfileUrl, { error: 'must be an address that begins with https:// or busker://' })

/** A link on an artist's page. */
export const profileLink = z.strictObject({
  /** What it is called; left out: where it leads. */
  title: line(80).optional(),
  url: profileUrl,
})
export type ProfileLink = z.output<typeof profileLink>

/** What a person typed as a link, in the form of {@link profileUrl}; undefined where it is none. */
export function toProfileUrl(text: string): string | undefined {
  const trimmed = text.trim()
  const whole = /^[a-z][a-z\d+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`
  if (!URL.canParse(whole)) return undefined
  const { href } = new URL(whole)
  return profileUrl.safeParse(href).data
}

/** What a link is called on a page: by its artist, or the place that it leads to. */
export function profileLinkText({ title, url }: ProfileLink): string {
  return title ?? profileLinkPlace(url)
}

/** The part of a link that says whom one comes to: `example.org`, in ASCII. */
export function profileLinkPlace(url: string): string {
  const { protocol, host } = new URL(url)
  return protocol === 'busker:' ? 'Busker' : host
}

function isProfileUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, href, username, password, hostname } = new URL(text)
  if (href !== text || username !== '' || password !== '') return false
  if (protocol === 'busker:') return text.startsWith('busker://') && hostname !== ''
  return protocol === 'https:' && /[^.]\.[^.]/.test(hostname)
}
