import { z } from 'zod'
import { cleanLine, line } from './text.ts'

export const tagsMaxCount = 10
/** Characters as people count them. */
export const tagMaxLength = 40
/** What stands between tags in a text, in whatever script. */
const separators = /[,;،؛、，\n]/u

const workTag = line(tagMaxLength).refine((tag) => !separators.test(tag), { error: 'must have no comma' })

/** Words that people look for a work by, beside its genre: each once, in whatever case. */
export const workTags = z
  .array(workTag)
  .max(tagsMaxCount)
  .refine((tags) => distinct(tags).length === tags.length, { error: 'must name each tag once' })

/** The tags of a text with commas between them, such as `lo-fi, #Lisbon`; each once, the number signs left out. */
export function splitTags(text: string): string[] {
  const tags = text.split(separators).map((part) => cleanLine(part.replace(/^\s*#+/u, '')))
  return distinct(tags.filter((tag) => tag !== ''))
}

/** The tags of a text as it is written; undefined when they are too many, or one is too long. */
export function readTags(text: string): string[] | undefined {
  return workTags.safeParse(splitTags(text)).data
}

/** Those of some texts that can be tags, as many as a work may have. */
export function fittingTags(texts: readonly string[]): string[] {
  const fitting = texts.flatMap((text) => workTag.safeParse(text).data ?? [])
  return distinct(fitting).slice(0, tagsMaxCount)
}

/** Tags that are not the genre as well, in whatever case of ASCII: what is browsed lists a work once. */
export function tagsBeside(genre: string | null, tags: readonly string[]): string[] {
  return tags.filter((tag) => tag.toLowerCase() !== genre?.toLowerCase())
}

export const joinTags = (tags: readonly string[]): string => tags.join(', ')

function distinct(tags: readonly string[]): string[] {
  const keys = tags.map((tag) => tag.toLowerCase())
  return tags.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
}
