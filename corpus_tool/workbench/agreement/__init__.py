"""How far annotators agree: from layers to figures, to the places behind them, and to a page."""
