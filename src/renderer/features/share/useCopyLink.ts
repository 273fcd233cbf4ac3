import { useCopyText } from '../../ui/useCopyText.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Puts a link to a page of Busker on the clipboard, and says so. */
export function useCopyLink(): (link: string, name: string) => void {
  const copy = useCopyText()
  return (link, name) => copy(link, t('share.copiedTheLinkToIt', { name }))
}
