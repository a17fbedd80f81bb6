"""The command line: one module for each command group, listed in COMMANDS of giaoban.conf.main. Contracts: README, section on commands."""
