import { Globe, Link2, QrCode } from 'lucide-react'
import { useState } from 'react'
import type { Label } from '../../../shared/ids.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PromoteDialog } from './PromoteDialog.tsx'
import { QrDialog } from './QrDialog.tsx'
import { useCopyLink } from './useCopyLink.ts'
import { t } from '../../../shared/i18n/t.ts'

interface ShareButtonsProps {
  /** Of the work, or the artist. */
  readonly name: string
  /** `busker://…` */
  readonly link: string
  /** One's own: a page for the web can be made of it, of the one work or of all one sells. */
  readonly promoted?: { readonly label?: Label }
}

/** Tells somebody of a page: as a link, or as a code for a poster. */
export function ShareButtons({ name, link, promoted }: ShareButtonsProps) {
  const copy = useCopyLink()
  const [showsCode, setShowsCode] = useState(false)
  const [isPromoting, setIsPromoting] = useState(false)
  return (
    <>
      <Button variant="quiet" size="large" icon={Link2} onClick={() => copy(link, name)}>
        {t('common.copyLink')}
      </Button>
      <IconButton
        label={t('share.showAQrCode')}
        icon={QrCode}
        size="large"
        onClick={() => setShowsCode(true)}
      />
      {promoted === undefined ? null : (
        <Button variant="quiet" size="large" icon={Globe} onClick={() => setIsPromoting(true)}>
          {t('share.webPage')}
        </Button>
      )}
      {isPromoting ? <PromoteDialog name={name} {...promoted} onClose={() => setIsPromoting(false)} /> : null}
      {showsCode ? <QrDialog name={name} link={link} onClose={() => setShowsCode(false)} /> : null}
    </>
  )
}
