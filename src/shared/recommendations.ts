import { artistDeepLink, deepLinkPath, workDeepLink } from './deepLinks.ts'
import { address, type Address, type Label, label } from './ids.ts'

/** An artist or a work that an artist's page leads to. */
export type Recommendation =
  | { readonly kind: 'artist'; readonly address: Address }
  | { readonly kind: 'work'; readonly label: Label }

/** What a link of a profile recommends; null: it is a link like any other. */
export function recommendationOf(url: string): Recommendation | null {
  const path = deepLinkPath(url)
  return path === null ? null : readRecommendation(path.replace(/^\/(artist|work)\//, ''))
}

/** What a person means by an account, a label, or a link with one of the two; null: nothing that can be recommended. */
export function toRecommendation(text: string): Recommendation | null {
  const trimmed = text.trim()
  return recommendationOf(trimmed) ?? readRecommendation(trimmed)
}

/** As it stands among the links of a profile. */
export function recommendationUrl(recommended: Recommendation): string {
  return recommended.kind === 'artist' ? artistDeepLink(recommended.address) : workDeepLink(recommended.label)
}

function readRecommendation(text: string): Recommendation | null {
  const artist = address.safeParse(text.toLowerCase())
  if (artist.success) return { kind: 'artist', address: artist.data }
  const work = label.safeParse(text)
  return work.success ? { kind: 'work', label: work.data } : null
}
