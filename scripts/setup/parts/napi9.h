// Node-API 9 runtimes have this function only among their experimental ones, which node-api-headers leaves out. Without it
// node-addon-api runs finalizers inside the garbage collector, and the process dies.
#include <node_api.h>

#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER
EXTERN_C_START
NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(node_api_basic_env env, napi_finalize finalize_cb,
                                                           void* finalize_data, void* finalize_hint);
EXTERN_C_END
