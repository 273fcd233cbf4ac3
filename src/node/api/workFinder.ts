import type { WorkView } from '../../shared/api/node.ts'
import { isFileLabel, type Label } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { LocalFiles } from '../localFiles/localFiles.ts'
import type { BoughtWorks } from '../market/boughtWorks.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

export interface FinderParts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'edition'>
  readonly boughtWorks: Pick<BoughtWorks, 'get'>
  readonly localFiles: Pick<LocalFiles, 'get'>
}

/** The work of a label, as one who bought it knows it, or the file; undefined where it is not known any more. */
export function workFinder(parts: FinderParts): (label: Label) => WorkView | undefined {
  const { catalogue, boughtWorks, localFiles } = parts
  const toView = workViewMapper(parts)
  return (label) => {
    if (isFileLabel(label)) return localFiles.get(label)
    const work = boughtWorks.get(label) ?? catalogue.edition(label)
    if (work === undefined) return undefined
    return 'isOwned' in work ? work : toView(work)
  }
}
