"""The subcommands of ``rapporteur``: a module each, with ``add_arguments`` and ``run``."""
