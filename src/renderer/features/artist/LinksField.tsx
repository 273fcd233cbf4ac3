import { Plus, X } from 'lucide-react'
import { profileMaxLinks } from '../../../shared/profile.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { linkProblem, type ProfileDraft } from './profileDraft.ts'

type Links = ProfileDraft['links']

interface LinksFieldProps {
  readonly links: Links
  readonly onChange: (links: Links) => void
}

/** Where else one is found: addresses, with a name where they shall have one. */
export function LinksField({ links, onChange }: LinksFieldProps) {
  const change = (at: number, part: Partial<Links[number]>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...part } : link)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-text-2">Links</legend>
      {links.map((link, index) => (
        <div key={index} className="flex items-start gap-2">
          <TextField
            label={`Name of link ${index + 1}`}
            isLabelHidden
            placeholder="Name"
            maxLength={80}
            value={link.title}
            onChange={(event) => change(index, { title: event.target.value })}
            className="w-36 shrink-0"
          />
          <TextField
            label={`Address of link ${index + 1}`}
            isLabelHidden
            placeholder="https://…"
            maxLength={500}
            value={link.url}
            error={linkProblem(link)}
            onChange={(event) => change(index, { url: event.target.value })}
            className="min-w-0 flex-1"
          />
          <IconButton
            label={`Remove link ${index + 1}`}
            icon={X}
            onClick={() => onChange(links.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {links.length >= profileMaxLinks ? null : (
        <Button
          size="small"
          icon={Plus}
          onClick={() => onChange([...links, { title: '', url: '' }])}
          className="self-start"
        >
          Add a link
        </Button>
      )}
    </fieldset>
  )
}
