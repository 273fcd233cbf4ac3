import type { ApiHandlers } from '../../shared/api/define.ts'
import type { ArtistCard } from '../../shared/api/favourites.ts'
import type { recommendsApi } from '../../shared/api/recommends.ts'
import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import { type Recommendation, recommendationOf } from '../../shared/recommendations.ts'
import type { HiddenArtists } from '../catalogue/hiddenArtists.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import { artistCardOf, type CardCatalogue } from './artistCards.ts'
import { splitLinks } from './profileLinks.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & CardCatalogue
  readonly discovery: Pick<Discovery, 'findWork' | 'findWorkOf'>
  readonly hidden: Pick<HiddenArtists, 'isHidden'>
}

/** Answers whom and what an artist recommends. What is not known here is asked for, without the catalogues it is in. */
export function recommendsHandlers(parts: Parts): ApiHandlers<typeof recommendsApi> {
  const { catalogue, discovery, hidden } = parts
  const toView = workViewMapper(parts)
  const findArtist = async (address: Address): Promise<ArtistCard | undefined> => {
    if (hidden.isHidden(address)) return undefined
    if (catalogue.artist(address) === undefined) await discovery.findWorkOf(address)
    return artistCardOf(catalogue, address)
  }
  const findWork = async (label: Label): Promise<WorkSummary | undefined> => {
    const { kind, id } = fromLabel(label)
    const work = await discovery.findWork(kind, id)
    return work === undefined || !work.listed || hidden.isHidden(work.artist) ? undefined : work
  }
  return {
    async recommended({ address }) {
      const { recommends } = splitLinks(catalogue.artist(address)?.links ?? [], address)
      const all = recommends.flatMap(({ url }) => recommendationOf(url) ?? [])
      const [artists, works] = await Promise.all([
        Promise.all(all.filter(isArtist).map((one) => findArtist(one.address))),
        Promise.all(all.filter(isWork).map((one) => findWork(one.label))),
      ])
      return {
        artists: artists.filter((artist) => artist !== undefined),
        works: works.filter((work) => work !== undefined).map(toView),
      }
    },
  }
}

const isArtist = (one: Recommendation) => one.kind === 'artist'
const isWork = (one: Recommendation) => one.kind === 'work'
