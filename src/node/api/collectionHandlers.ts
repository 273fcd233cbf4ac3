import type { CollectionView, collectionApi } from '../../shared/api/collection.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { fromLabel, subjectOfWork } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { AlsoBought } from '../collection/alsoBought.ts'
import type { CollectionKeeper } from '../collection/collectionKeeper.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'edition'>
  readonly discovery: Pick<Discovery, 'findWork' | 'hidden'>
  readonly collection: CollectionKeeper
  readonly alsoBought: Pick<AlsoBought, 'find'>
}

/** Answers what one shows, changes it, and says what others bought together. */
export function collectionHandlers(parts: Parts): ApiHandlers<typeof collectionApi> {
  const { catalogue, discovery, collection, alsoBought } = parts
  const toView = workViewMapper(parts)
  const view = (): CollectionView => {
    const problem = collection.problem()
    return {
      isShown: collection.isShown(),
      name: collection.name(),
      isUpToDate: collection.isUpToDate(),
      problem: problem === null ? null : { code: problem.code, message: problem.message },
      works: collection.works().flatMap(({ purchase, state }) => {
        const work = catalogue.edition(purchase.label)
        return work === undefined ? [] : [{ work: toView(work), state }]
      }),
    }
  }
  return {
    collection: async () => view(),
    async showCollection({ name }) {
      collection.show(name)
      return view()
    },
    async withdrawCollection() {
      collection.withdraw()
      await collection.onIdle()
      return view()
    },
    async leaveOut({ label, isLeftOut }) {
      const { kind, id } = fromLabel(label)
      collection.leaveOut(subjectOfWork(kind, id), isLeftOut)
      return view()
    },
    async alsoBought({ label }) {
      const found = await alsoBought.find(fromLabel(label))
      const works = await Promise.all(found.works.map(({ kind, id }) => discovery.findWork(kind, id)))
      return {
        works: works
          .flatMap((work) =>
            work === undefined || !work.listed || discovery.hidden.isHidden(work.artist)
              ? []
              : [toView(work)],
          )
          .filter(({ isOwn, isOwned }) => !isOwn && !isOwned),
        names: [...found.names],
      }
    },
  }
}
