"""A project of oTree for the load script: one session of one app."""

SESSION_CONFIGS = [{"name": "decisions", "app_sequence": ["decisions"], "num_demo_participants": 1}]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1, "participation_fee": 0}
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "USD"
USE_POINTS = True
ADMIN_USERNAME = "admin"
ADMIN_PASSWORD = "load"
SECRET_KEY = "load"
