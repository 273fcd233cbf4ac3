import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { t } from '../../../shared/i18n/t.ts'

const debounceMs = 180

/** Searches as one types, after a short pause. What is searched stands in the address, so that back leads back to it. */
export function SearchField() {
  const { q = '' } = useSearch({ from: '/' })
  const navigate = useNavigate()
  const [text, setText] = useState(q)
  const lastQuery = useRef(q)

  useEffect(() => {
    if (q !== lastQuery.current) setText(q)
    lastQuery.current = q
  }, [q])

  useEffect(() => {
    const wanted = text.trim()
    if (wanted === lastQuery.current) return
    const timer = setTimeout(() => {
      const isFirst = lastQuery.current === ''
      lastQuery.current = wanted
      void navigate({ to: '/', search: wanted === '' ? {} : { q: wanted }, replace: !isFirst })
    }, debounceMs)
    return () => clearTimeout(timer)
  }, [text, navigate])

  return (
    <SearchInput
      label={t('common.searchMusic')}
      placeholder={t('discover.titleArtistReleaseOrGenre')}
      value={text}
      onChange={setText}
      className="w-80 max-w-[50vw]"
    />
  )
}
