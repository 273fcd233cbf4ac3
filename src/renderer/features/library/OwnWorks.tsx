import { useMemo } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { WorkList } from '../work/WorkList.tsx'
import { NothingFits } from './GroupedLibrary.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface OwnWorksProps {
  readonly works: readonly WorkView[]
  /** What is looked for. */
  readonly text: string
  readonly onAll: () => void
}

/** What one has published oneself, to be heard as what was bought is. */
export function OwnWorks({ works, text, onAll }: OwnWorksProps) {
  const found = useMemo(() => {
    const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
    return words.length === 0 ? works : works.filter((work) => words.every((word) => says(work, word)))
  }, [works, text])
  if (found.length === 0) return <NothingFits onAll={onAll} />
  return <WorkList label={t('library.publishedByYou')} works={found} isPlayedThrough />
}

const says = ({ title, artistName, releaseTitle, genre }: WorkView, word: string): boolean =>
  `${title} ${artistName} ${releaseTitle ?? ''} ${genre ?? ''}`.toLocaleLowerCase().includes(word)
