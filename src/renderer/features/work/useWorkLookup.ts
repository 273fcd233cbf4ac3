import { useMemo } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { workNameOf } from '../../../shared/editions.ts'
import type { Address, Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { t } from '../../../shared/i18n/t.ts'

export interface WorkLookup {
  /** Of an edition that is in no list any more, the one that is. */
  readonly work: (label: Label) => WorkView | undefined
  /** Its title, or what can be said without one. */
  readonly title: (label: Label) => string
  /** As one calls them; undefined: no contact. */
  readonly contactName: (address: Address) => string | undefined
  /** As one calls them, or the name on their works; undefined where neither is known here. */
  readonly nameOf: (address: Address) => string | undefined
}

/** Looks up works and people whom orders, payments and grants name by label and address alone: among one's own, those bought, the newest, and contacts. */
export function useWorkLookup(): WorkLookup {
  const own = useIpcQuery('works', { owner: 'self' }).data
  const library = useIpcQuery('library', {}).data
  const newest = useIpcQuery('newest', { limit: 200 }).data
  const contacts = useIpcQuery('contacts', {}).data
  return useMemo(() => {
    const contactNames = new Map(contacts?.map(({ account, name }) => [account, name]))
    const indexes = [own, library, newest].filter((list) => list !== undefined).map(indexOf)
    const first = (find: (index: WorkIndex) => WorkView | undefined) =>
      indexes.map(find).find((work) => work !== undefined)
    const work = (label: Label) =>
      first(({ byLabel }) => byLabel.get(label)) ?? first(({ byName }) => byName.get(workNameOf(label)))
    return {
      work,
      title: (label) => work(label)?.title ?? t('common.aWorkThatIsNot'),
      contactName: (address) => contactNames.get(address),
      nameOf: (address) =>
        contactNames.get(address) ??
        indexes.find(({ nameByArtist }) => nameByArtist.has(address))?.nameByArtist.get(address),
    }
  }, [own, library, newest, contacts])
}

type WorkList = readonly (WorkView | OwnedWork)[]

interface WorkIndex {
  readonly byLabel: ReadonlyMap<Label, WorkView>
  /** By their labels without the edition. */
  readonly byName: ReadonlyMap<string, WorkView>
  readonly nameByArtist: ReadonlyMap<Address, string>
}

/** Of each list as long as it lives: a library may be long, and every row of a page looks works up in it. */
const known = new WeakMap<WorkList, WorkIndex>()

function indexOf(list: WorkList): WorkIndex {
  const index = known.get(list) ?? createIndex(list)
  known.set(list, index)
  return index
}

function createIndex(list: WorkList): WorkIndex {
  const works = list.map((one) => ('work' in one ? one.work : one))
  return {
    byLabel: new Map(works.map((work) => [work.label, work])),
    byName: new Map(works.map((work) => [workNameOf(work.label), work])),
    nameByArtist: new Map(works.map((work) => [work.artist, work.artistName])),
  }
}
