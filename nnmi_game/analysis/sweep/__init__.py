"""Sweeps: a scenario played over and over, with other policies, seeds and coefficients.

``spec`` reads what is wished, ``tasks`` cuts it into tasks, ``run`` plays them on many processes or a cluster,
``journal`` keeps what is done, and ``output`` writes the table of results.
"""
