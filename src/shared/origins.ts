/** The one origin whose page may use `ipcMethods`. */
export const appOrigin = 'app://busker'
/** The one origin whose page may use `vaultMethods`. */
export const vaultOrigin = 'app://vault'
/** Where the main window's page finds sound and pictures; see `Playable`. */
export const trackOrigin = 'track://busker'
