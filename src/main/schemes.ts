import { appOrigin, trackOrigin } from '../shared/origins.ts'

const schemeOf = (origin: string): string => new URL(origin).protocol.slice(0, -1)

/** Busker's pages, as `registerSchemesAsPrivileged` takes it. */
export const appScheme = {
  scheme: schemeOf(appOrigin),
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/** The node's sound and pictures, as `registerSchemesAsPrivileged` takes it. */
export const trackScheme = {
  scheme: schemeOf(trackOrigin),
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
}
