"""`python -m api` is the `kamergraaf` script."""

from api.cli import main

main()
