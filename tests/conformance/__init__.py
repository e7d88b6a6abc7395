"""Checks of what policyc publishes by tools that are not ours: the Nu Html Checker, axe, a browser, PDF checkers."""
