import { isWorkOf } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel } from '../../shared/ids.ts'
import { type ProfileLink, profileMaxLinks } from '../../shared/profile.ts'
import {
  type Recommendation,
  recommendationOf,
  recommendationUrl,
  toRecommendation,
} from '../../shared/recommendations.ts'
import { toLine } from '../../shared/text.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'

interface SplitLinks {
  readonly links: ProfileLink[]
  /** Links that lead to other artists, or to works of others. */
  readonly recommends: ProfileLink[]
}

/** Characters of a link's name. */
const titleLength = 80

/** An artist's links, and what they recommend: that stands among the links, so that every version of Busker reads it. */
export function splitLinks(links: readonly ProfileLink[], artist: Address): SplitLinks {
  const isRecommended = ({ url }: ProfileLink) => {
    const recommended = recommendationOf(url)
    return recommended !== null && !isOwn(recommended, artist)
  }
  return {
    links: links.filter((link) => !isRecommended(link)),
    recommends: links.filter(isRecommended),
  }
}

/** @throws BuskerError `PROFILE_LINKS_FULL` */
export function joinLinks({ links, recommends }: SplitLinks): ProfileLink[] {
  const joined = [...new Map([...links, ...recommends].map((link) => [link.url, link])).values()]
  if (joined.length > profileMaxLinks) {
    throw new BuskerError(
      'PROFILE_LINKS_FULL',
      `A page has at most ${profileMaxLinks} links and recommendations together; nothing was published.`,
    )
  }
  return joined
}

/**
 * The link by which somebody is recommended, under the name that they have now.
 *
 * @param text an account, a label, or a link with one of the two
 * @throws BuskerError `PROFILE_RECOMMENDATION`
 */
export function toRecommendingLink(
  catalogue: Pick<CatalogueService, 'artist' | 'edition' | 'worksOf'>,
  text: string,
  self: Address,
): ProfileLink {
  const recommended = toRecommendation(text)
  if (recommended === null || isOwn(recommended, self)) {
    throw new BuskerError(
      'PROFILE_RECOMMENDATION',
      'This is no other artist, and no work of one: an account, a label or a link of Busker’s. Nothing was published.',
    )
  }
  const title = toLine(nameOf(catalogue, recommended), titleLength)
  return { ...(title !== undefined && { title }), url: recommendationUrl(recommended) }
}

function isOwn(recommended: Recommendation, artist: Address): boolean {
  return recommended.kind === 'artist'
    ? recommended.address === artist
    : isWorkOf(fromLabel(recommended.label).id, artist)
}

function nameOf(
  catalogue: Pick<CatalogueService, 'artist' | 'edition' | 'worksOf'>,
  recommended: Recommendation,
): string | undefined {
  if (recommended.kind === 'artist') {
    const { address } = recommended
    return catalogue.artist(address)?.name ?? catalogue.worksOf(address)[0]?.artistName
  }
  const work = catalogue.edition(recommended.label)
  return work && `${work.title} – ${work.artistName}`
}
