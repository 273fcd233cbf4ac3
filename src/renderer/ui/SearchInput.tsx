import { clsx } from 'clsx'
import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from './IconButton.tsx'
import { t } from '../../shared/i18n/t.ts'

interface SearchInputProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly className?: string
}

/** A search field; its cross and Escape empty it. */
export function SearchInput({ label, placeholder, value, onChange, className }: SearchInputProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <search className={clsx('relative', className)}>
      <Search size={16} aria-hidden className="absolute top-2.5 start-3 text-text-3" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('')
        }}
        className="h-9 w-full rounded-small border border-line-strong bg-surface-2 pe-9 ps-9 placeholder:text-text-3 [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' ? null : (
        <IconButton
          label={t('ui.clearTheSearch')}
          icon={X}
          size="small"
          className="absolute! top-1 end-1"
          onClick={() => {
            onChange('')
            field.current?.focus()
          }}
        />
      )}
    </search>
  )
}
