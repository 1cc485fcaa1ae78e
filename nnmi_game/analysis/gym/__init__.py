"""The program office as a Gymnasium environment: ``nnmi/Office-v0``, single or natively vectorised.

::

    import gymnasium
    env = gymnasium.make("nnmi_game.analysis.gym:nnmi/Office-v0")
    envs = gymnasium.make_vec("nnmi_game.analysis.gym:nnmi/Office-v0", num_envs=64)

Importing this package registers it. It needs the extra ``gym``. ``docs/gym.md`` tells the rest.
"""

from gymnasium.envs.registration import register, registry

from nnmi_game.analysis.gym.envs import OfficeEnv, OfficeVectorEnv

ENVIRONMENT = "nnmi/Office-v0"

__all__ = ["ENVIRONMENT", "OfficeEnv", "OfficeVectorEnv"]

if ENVIRONMENT not in registry:
    register(
        id=ENVIRONMENT,
        entry_point="nnmi_game.analysis.gym.envs:OfficeEnv",
        vector_entry_point="nnmi_game.analysis.gym.envs:OfficeVectorEnv",
    )
