// Preloaded into npm. It leaves out optional packages that are not for the Node it runs on, such as compiled bindings; but
// what it installs here runs on Busker's own Node, which may be newer.
const { packages } = require('../../package-lock.json')
Object.defineProperty(process, 'version', { value: `v${packages['node_modules/node'].version}` })
