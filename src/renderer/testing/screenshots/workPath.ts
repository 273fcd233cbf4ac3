import { workByTitle } from '../fixtures/works.ts'

/** A work's own page. */
export const workPath = (title: string): string => `/work/${workByTitle(title).label}`
