"""Papers and who is behind them: citations, motions, members' questions, and what parliament asks."""
