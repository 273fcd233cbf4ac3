import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'

const PAUSE_MS = 180

/** Searches as one types, after a short pause. What is searched stands in the address, so that back leads back to it. */
export function SearchField() {
  const { q = '' } = useSearch({ from: '/' })
  const navigate = useNavigate()
  const [text, setText] = useState(q)
  const sent = useRef(q)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (q !== sent.current) setText(q)
    sent.current = q
  }, [q])

  useEffect(() => {
    const wanted = text.trim()
    if (wanted === sent.current) return
    const timer = setTimeout(() => {
      const isFirst = sent.current === ''
      sent.current = wanted
      void navigate({ to: '/', search: wanted === '' ? {} : { q: wanted }, replace: !isFirst })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, navigate])

  return (
    <search className="relative w-80 max-w-[50vw]">
      <Search size={16} aria-hidden className="absolute top-2.5 left-3 text-text-3" />
      <input
        ref={field}
        type="search"
        aria-label="Search music"
        placeholder="Title, artist, release or genre"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('')
        }}
        className="h-9 w-full rounded-small border border-line-strong bg-surface-2 pr-9 pl-9 placeholder:text-text-3 [&::-webkit-search-cancel-button]:hidden"
      />
      {text === '' ? null : (
        <IconButton
          label="Clear the search"
          icon={X}
          size="small"
          className="absolute! top-1 right-1"
          onClick={() => {
            setText('')
            field.current?.focus()
          }}
        />
      )}
    </search>
  )
}
