import { Plus, X } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { linkProblem, type ProfileDraft } from './profileDraft.ts'
import { t } from '../../../shared/i18n/t.ts'

type Links = ProfileDraft['links']

interface LinksFieldProps {
  readonly links: Links
  /** How many there may be. */
  readonly most: number
  readonly onChange: (links: Links) => void
}

/** Where else one is found: addresses, with a name where they shall have one. */
export function LinksField({ links, most, onChange }: LinksFieldProps) {
  const change = (at: number, part: Partial<Links[number]>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...part } : link)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-text-2">{t('artist.links')}</legend>
      {links.map((link, index) => (
        <div key={index} className="flex items-start gap-2">
          <TextField
            label={t('artist.nameOfLink', { index: index + 1 })}
            isLabelHidden
            placeholder={t('common.name')}
            maxLength={80}
            value={link.title}
            onChange={(event) => change(index, { title: event.target.value })}
            className="w-36 shrink-0"
          />
          <TextField
            label={t('artist.addressOfLink', { index: index + 1 })}
            isLabelHidden
            placeholder="https://…"
            maxLength={500}
            value={link.url}
            error={linkProblem(link)}
            onChange={(event) => change(index, { url: event.target.value })}
            className="min-w-0 flex-1"
          />
          <IconButton
            label={t('artist.removeLink', { index: index + 1 })}
            icon={X}
            onClick={() => onChange(links.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {links.length >= most ? null : (
        <Button
          size="small"
          icon={Plus}
          onClick={() => onChange([...links, { title: '', url: '' }])}
          className="self-start"
        >
          {t('artist.addALink')}
        </Button>
      )}
    </fieldset>
  )
}
