import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Section } from '../../ui/Page.tsx'
import { WorkGrid } from '../work/WorkCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Names shown of those who say what they bought. */
const namesShown = 5

/** What those who bought a work, and show it, also bought; nothing where that is nothing. */
export function AlsoBought({ work }: { readonly work: WorkView }) {
  const { works, names } = useIpcQuery('alsoBought', { label: work.label }).data ?? { works: [], names: [] }
  if (works.length === 0) return null
  return (
    <Section title={t('collection.alsoBought')}>
      <WorkGrid label={t('collection.alsoBought')} works={works} />
      <p className="mt-3 text-sm text-text-3">
        {t('collection.byThose')}{' '}
        {names.slice(0, namesShown).map((name, index) => (
          <span key={`${index} ${name}`}>
            {index === 0 ? null : ' · '}
            <bdi>{name}</bdi>
          </span>
        ))}
      </p>
    </Section>
  )
}
