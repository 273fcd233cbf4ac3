import type { ProfileChanges, ProfileView } from '../../../shared/api/profile.ts'
import { type ProfileLink, profileMaxLinks, toProfileUrl } from '../../../shared/profile.ts'
import { artworkUrl } from '../../ui/artworkUrl.ts'
import type { ChosenArtwork } from '../studio/draft.ts'
import { t } from '../../../shared/i18n/t.ts'

interface LinkDraft {
  readonly title: string
  readonly url: string
}

/** A picture as it stays, a new one, or null: none. */
export type PictureDraft = { readonly shown: string | null; readonly chosen: ChosenArtwork | null } | null

/** What an artist writes of themselves; links are text until they are sent. */
export interface ProfileDraft {
  readonly name: string
  readonly about: string
  readonly place: string
  readonly links: readonly LinkDraft[]
  /** Links to other artists and to works of theirs. */
  readonly recommends: readonly ProfileLink[]
  readonly picture: PictureDraft
  readonly header: PictureDraft
}

/** A profile as it stands, to be edited. @param profile null: there is none yet */
export function toProfileDraft(profile: ProfileView | null): ProfileDraft {
  const pictureOf = (cid: ProfileView['picture']): PictureDraft =>
    cid === null ? null : { shown: artworkUrl(cid), chosen: null }
  return {
    name: profile?.name ?? '',
    about: profile?.about ?? '',
    place: profile?.place ?? '',
    links: profile?.links.map(({ title = '', url }) => ({ title, url })) ?? [],
    recommends: profile?.recommends ?? [],
    picture: pictureOf(profile?.picture ?? null),
    header: pictureOf(profile?.header ?? null),
  }
}

/** A picture that was chosen and is not sent yet. */
export function chosenPicture(chosen: ChosenArtwork): PictureDraft {
  return { shown: chosen.preview, chosen }
}

/** What is wrong with a link; undefined where it is one, or nothing at all. */
export function linkProblem({ title, url }: LinkDraft): string | undefined {
  if (url.trim() === '' && title.trim() === '') return undefined
  return toProfileUrl(url) === undefined ? t('artist.writeAnAddressSuchAs') : undefined
}

/** Whether it can be sent. */
export function isComplete({ name, links }: ProfileDraft): boolean {
  return name.trim() !== '' && links.every((link) => linkProblem(link) === undefined)
}

/** The links that are written out and are some. */
export function linksOf({ links }: ProfileDraft): ProfileLink[] {
  return links
    .flatMap(({ title, url }) => {
      const whole = toProfileUrl(url)
      if (whole === undefined) return []
      return [{ ...(title.trim() !== '' && { title: title.trim() }), url: whole }]
    })
    .slice(0, profileMaxLinks)
}

const urlsOf = (links: readonly ProfileLink[]) => links.map(({ url }) => url).join(' ')

/** What a draft changes; empty when that is nothing. */
export function profileChangesOf(profile: ProfileView | null, draft: ProfileDraft): ProfileChanges {
  const before = toProfileDraft(profile)
  const words = (['name', 'about', 'place'] as const)
    .filter((field) => draft[field].trim() !== before[field])
    .map((field) => [field, draft[field].trim()] as const)
  const links = linksOf(draft)
  const pictures = (['picture', 'header'] as const).flatMap((field): [string, string | null][] => {
    const now = draft[field]
    if (now === null) return before[field] === null ? [] : [[field, null]]
    return now.chosen === null ? [] : [[field, now.chosen.file]]
  })
  return {
    ...Object.fromEntries(words),
    ...(JSON.stringify(links) !== JSON.stringify(profile?.links ?? []) && { links }),
    ...(urlsOf(draft.recommends) !== urlsOf(before.recommends) && {
      recommends: draft.recommends.map(({ url }) => url),
    }),
    ...Object.fromEntries(pictures),
  }
}
