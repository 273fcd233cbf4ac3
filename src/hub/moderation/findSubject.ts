import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import { BuskerError } from '../../shared/errors.ts'
import {
  catalogueSubject,
  type CatalogueSubject,
  cidText,
  fromLabel,
  label,
  subjectOfWork,
} from '../../shared/ids.ts'

/**
 * Whom or what an operator means: an account, a label, a work, or the CID of a manifest that the hub has. A work is meant in all
 * its editions: the next one would have another CID.
 *
 * @throws BuskerError `HUB_SUBJECT_UNKNOWN`
 */
export function findSubject(named: string, catalogue: Pick<CatalogueService, 'describe'>): CatalogueSubject {
  const text = named.trim().toLowerCase()
  const subject = catalogueSubject.safeParse(text)
  if (subject.success) return subject.data
  const ofLabel = label.safeParse(text)
  if (ofLabel.success) {
    const { kind, id } = fromLabel(ofLabel.data)
    return subjectOfWork(kind, id)
  }
  const cid = cidText.safeParse(text)
  const work = cid.success ? catalogue.describe(cid.data) : undefined
  if (work !== undefined) return subjectOfWork(work.kind, work.id)
  throw new BuskerError(
    'HUB_SUBJECT_UNKNOWN',
    cid.success
      ? 'The hub has no manifest of this CID. Give the label of the work, or the account of its artist.'
      : 'This is no account, no label and no CID.',
  )
}
