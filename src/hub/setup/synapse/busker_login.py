"""Lets Raiden's nodes into a Synapse, and nobody into a room.

A user's name is an Ethereum address, the password its signature (personal_sign) of the server's name. Whoever shows
one is registered.
"""

import re

from eth_account import Account
from eth_account.messages import encode_defunct
from synapse.module_api import ModuleApi
from synapse.module_api.errors import Codes, SynapseError

ADDRESS = re.compile("0x[0-9a-f]{40}")
SIGNATURE = re.compile("0x[0-9a-f]{130}")


class BuskerLogin:
    def __init__(self, config: dict, api: ModuleApi):
        self.api = api
        api.register_password_auth_provider_callbacks(
            auth_checkers={("m.login.password", ("password",)): self.check_login}
        )
        api.register_spam_checker_callbacks(user_may_create_room=self.refuse, user_may_join_room=self.refuse)

    async def check_login(self, username: str, login_type: str, login_dict: dict):
        name = username.removeprefix("@").removesuffix(":" + self.api.server_name)
        if not ADDRESS.fullmatch(name) or self.signer(login_dict.get("password")) != name:
            return None
        user_id = self.api.get_qualified_user_id(name)
        if await self.api.check_user_exists(user_id) is None:
            try:
                await self.api.register_user(name)
            except SynapseError:
                # Somebody else's login has registered it meanwhile.
                if await self.api.check_user_exists(user_id) is None:
                    raise
        return user_id, None

    def signer(self, signature):
        if not isinstance(signature, str) or not SIGNATURE.fullmatch(signature):
            return None
        try:
            signed = encode_defunct(text=self.api.server_name)
            return Account.recover_message(signed, signature=signature).lower()
        except Exception:
            # What is no signature is refused in many ways.
            return None

    async def refuse(self, *_):
        return Codes.FORBIDDEN
