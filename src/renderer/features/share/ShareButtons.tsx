import { Link2, QrCode } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { QrDialog } from './QrDialog.tsx'
import { useCopyLink } from './useCopyLink.ts'

interface ShareButtonsProps {
  /** Of the work, or the artist. */
  readonly name: string
  /** `busker://…` */
  readonly link: string
}

/** Tells somebody of a page: as a link, or as a code for a poster. */
export function ShareButtons({ name, link }: ShareButtonsProps) {
  const copy = useCopyLink()
  const [showsCode, setShowsCode] = useState(false)
  return (
    <>
      <Button variant="quiet" size="large" icon={Link2} onClick={() => copy(link, name)}>
        Copy link
      </Button>
      <IconButton label="Show a QR code" icon={QrCode} size="large" onClick={() => setShowsCode(true)} />
      {showsCode ? <QrDialog name={name} link={link} onClose={() => setShowsCode(false)} /> : null}
    </>
  )
}
