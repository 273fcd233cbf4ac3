import { z } from 'zod'
import { profileView, type ProfileView } from '../shared/api/profile.ts'
import { BuskerError } from '../shared/errors.ts'
import { type ProfileLink, profileLinkText, toProfileUrl } from '../shared/profile.ts'
import { parsePath } from './arguments.ts'
import type { Context } from './context.ts'

export interface ProfileFlags {
  readonly name?: string
  readonly about?: string
  readonly place?: string
  readonly link?: readonly string[]
  readonly recommend?: readonly string[]
  readonly picture?: string
  readonly header?: string
}

/** Shows what one's own page says, after changing what the flags name. */
export async function profile(flags: ProfileFlags, { node, terminal }: Context): Promise<void> {
  const { name, about, place, link, recommend, picture, header } = flags
  const changes = {
    ...(name !== undefined && { name }),
    ...(about !== undefined && { about }),
    ...(place !== undefined && { place }),
    ...(link && { links: link.filter((text) => text !== '').map(parseProfileLink) }),
    ...(recommend && { recommends: recommend.filter((text) => text !== '') }),
    ...(picture !== undefined && { picture: picture === '' ? null : parsePath(picture) }),
    ...(header !== undefined && { header: header === '' ? null : parsePath(header) }),
  }
  const isChange = Object.keys(changes).length > 0
  const shown = isChange ? await node.ask('setProfile', changes) : await node.ask('profile', {})
  terminal.result(
    z.encode(profileView.nullable(), shown),
    shown === null ? 'Nothing is said yet: give a name with --name.' : describeProfile(shown),
  )
}

/** `Shop=https://tilda.example`, or the address alone. @throws BuskerError `CLI_LINK` */
export function parseProfileLink(text: string): ProfileLink {
  const whole = toProfileUrl(text)
  if (whole !== undefined && !/^[^:/?#]*=/.test(text)) return { url: whole }
  const [title = '', ...rest] = text.split('=')
  const url = toProfileUrl(rest.join('='))
  if (url === undefined) {
    throw new BuskerError(
      'CLI_LINK',
      `"${text}" is no link that may stand on a page: write https:// or busker://, with a name and = before it if you like.`,
    )
  }
  return { ...(title.trim() !== '' && { title: title.trim() }), url }
}

function describeProfile({ name, about, place, links, recommends, picture, header }: ProfileView): string {
  return [
    name,
    place,
    about,
    ...links.map((link) => `${profileLinkText(link)}: ${link.url}`),
    ...recommends.map(({ title, url }) => `Recommends ${title === undefined ? url : `${title}: ${url}`}`),
    picture === null ? 'No picture.' : 'With a picture.',
    header === null ? 'No picture over the page.' : 'With a picture over the page.',
  ]
    .filter((text) => text !== null)
    .join('\n')
}
