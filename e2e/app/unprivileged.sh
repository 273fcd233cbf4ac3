#!/bin/sh
# Runs $BUSKER_E2E_ELECTRON in a user namespace in which the user is not root.
exec unshare --user --map-user=1000 --map-group=1000 -- "$BUSKER_E2E_ELECTRON" "$@"
