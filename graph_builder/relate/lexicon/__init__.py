"""How Dutch says things: closed word classes, verb forms, fixed words, and the frames that they evoke."""
