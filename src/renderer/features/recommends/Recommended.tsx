import type { Address } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Section } from '../../ui/Page.tsx'
import { ArtistCards } from '../favourites/ArtistCards.tsx'
import { WorkGrid } from '../work/WorkCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Whom and what an artist recommends; nothing where that is nobody. */
export function Recommended({ address, name }: { readonly address: Address; readonly name: string }) {
  const { artists, works } = useIpcQuery('recommended', { address }).data ?? { artists: [], works: [] }
  if (artists.length + works.length === 0) return null
  const title = t('recommends.byName', { name })
  return (
    <Section title={title}>
      {artists.length === 0 ? null : (
        <div className={works.length === 0 ? undefined : 'mb-5'}>
          <ArtistCards label={t('recommends.artistsByName', { name })} artists={artists} />
        </div>
      )}
      {works.length === 0 ? null : <WorkGrid label={t('recommends.worksByName', { name })} works={works} />}
    </Section>
  )
}
