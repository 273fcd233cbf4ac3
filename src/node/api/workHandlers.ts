import { newestEditions } from '../../shared/editions.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { Purchases } from '../market/purchases.ts'
import type { Studio } from '../studio/studio.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'
import { soundWarningText } from '../../shared/soundWarnings.ts'

interface Parts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'work' | 'edition' | 'worksOf'>
  readonly discovery: Pick<Discovery, 'search'>
  readonly studio: Pick<Studio, 'publish'>
  readonly purchases: Pick<Purchases, 'list'>
}

/** Answers commands that publish a track, search, or list what one made or owns. */
export function workHandlers(
  parts: Parts,
): Pick<ApiHandlers<NodeApi>, 'publish' | 'prepare' | 'search' | 'works'> {
  const { account, catalogue, discovery, studio, purchases } = parts
  const toView = workViewMapper(parts)
  return {
    async publish({ file, price, orMore, ...edits }, { signal, report }) {
      const manifest = await studio.publish(
        { file, price, orMore, edits },
        {
          signal,
          onStep: (step, fraction) => report({ step, fraction }),
          onWarning: (warning) => report({ notice: 'warning', file, message: soundWarningText(warning) }),
        },
      )
      const work = catalogue.work('track', manifest.body.id)
      if (work === undefined) throw new Error('A published track is not in its own catalogue.')
      return toView(work)
    },
    async prepare({ file, price, orMore, publishAt, isComing, ...edits }, { signal, report }) {
      const { body } = await studio.publish(
        { file, price, orMore, edits, publishAt, isComing },
        {
          signal,
          onStep: (step, fraction) => report({ step, fraction }),
          onWarning: (warning) => report({ notice: 'warning', file, message: soundWarningText(warning) }),
        },
      )
      return { id: body.id, title: body.credits.title, publishAt }
    },
    search: async ({ text, limit }) => (await discovery.search(text, limit)).map(toView),
    async works({ owner }) {
      if (owner === 'self') return catalogue.worksOf(account).map(toView)
      const owned = purchases.list().filter(hasAccess)
      return newestEditions(owned.map(({ label }) => label)).flatMap((label) => {
        const work = catalogue.edition(label)
        return work === undefined ? [] : [toView(work)]
      })
    },
  }
}
