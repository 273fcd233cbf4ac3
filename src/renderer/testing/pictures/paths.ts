import { workCalled } from '../fixtures/works.ts'

/** A work's own page. */
export const pathOf = (title: string): string => `/work/${workCalled(title).label}`
