"""`python -m policyc` does what the `policyc` command does."""

from policyc.cli.app import main

if __name__ == "__main__":
    main()
